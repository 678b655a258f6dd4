package io.ragline.bench.chunking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.bench.chunking.Ranges.Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts, questions, and the stretches of the texts that answer them: {@code corpus.jsonl} ({@code _id, text}), {@code
 * queries.jsonl} ({@code _id, text}), {@code evidence_spans.jsonl} ({@code query_id, doc_id, start, end} in code points).
 *
 * @param texts by id
 * @param questions those that have evidence
 */
record EvidenceData(Map<String, SourceText> texts, List<Question> questions) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A question, and where the text that it is about answers it. */
    record Question(String text, String textId, Ranges evidence) {}

    static EvidenceData read(Path folder) throws IOException {
        Map<String, SourceText> texts = new LinkedHashMap<>();
        for (JsonNode line : lines(folder.resolve("corpus.jsonl"))) {
            texts.put(
                    line.path("_id").asText(), new SourceText(line.path("text").asText()));
        }
        Map<String, String> asked = new LinkedHashMap<>();
        for (JsonNode line : lines(folder.resolve("queries.jsonl"))) {
            asked.put(line.path("_id").asText(), line.path("text").asText());
        }
        Map<String, List<Range>> evidence = new LinkedHashMap<>();
        Map<String, String> about = new LinkedHashMap<>();
        for (JsonNode line : lines(folder.resolve("evidence_spans.jsonl"))) {
            String query = line.path("query_id").asText();
            String text = line.path("doc_id").asText();
            about.put(query, text);
            evidence.computeIfAbsent(query, any -> new ArrayList<>()).add(range(required(texts, text), line));
        }
        List<Question> questions = new ArrayList<>();
        evidence.forEach((query, ranges) ->
                questions.add(new Question(required(asked, query), required(about, query), Ranges.union(ranges))));
        return new EvidenceData(texts, questions);
    }

    private static Range range(SourceText text, JsonNode span) {
        return text.range(span.path("start").asInt(), span.path("end").asInt());
    }

    private static <T> T required(Map<String, T> map, String id) {
        T found = map.get(id);
        if (found == null) {
            throw new IllegalArgumentException("evidence_spans.jsonl names " + id + ", which is missing");
        }
        return found;
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                nodes.add(JSON.readTree(line));
            }
        }
        return nodes;
    }
}
