package io.ragline.bench.retrieval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a file of JSON objects, one a line, each with an {@code _id} of its own. */
final class JsonRecords {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String file;

    /** An object and where it stands. */
    record Line(String file, int number, String id, JsonNode json) {

        /** A field's text; empty if it has none. */
        String text(String field) {
            JsonNode value = json.path(field);
            if (!value.isTextual() && !value.isMissingNode() && !value.isNull()) {
                throw new BadCollectionException(file, number, "'%s' is no text".formatted(field));
            }
            return value.asText("");
        }
    }

    JsonRecords(String file) {
        this.file = file;
    }

    /** The objects; blank lines are skipped. */
    List<Line> read(List<String> lines) {
        List<Line> records = new ArrayList<>();
        Map<String, Integer> known = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                Line record = read(lines.get(i), i + 1);
                Integer before = known.putIfAbsent(record.id(), record.number());
                if (before != null) {
                    throw new BadCollectionException(
                            file, record.number(), "line %d has the _id '%s', too".formatted(before, record.id()));
                }
                records.add(record);
            }
        }
        return records;
    }

    private Line read(String line, int number) {
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new BadCollectionException(file, number, "it is no JSON (%s)".formatted(e.getOriginalMessage()));
        }
        String id = json.path("_id").asText("");
        if (!json.isObject() || id.isBlank()) {
            throw new BadCollectionException(file, number, "a JSON object with an '_id' belongs there");
        }
        return new Line(file, number, id, json);
    }
}
