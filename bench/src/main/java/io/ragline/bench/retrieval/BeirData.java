package io.ragline.bench.retrieval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A test collection in the layout of the BEIR benchmark: {@code corpus.jsonl} ({@code _id, title, text}),
 * {@code queries.jsonl} ({@code _id, text}), {@code qrels.tsv} ({@code query-id, corpus-id, score}, with a header).
 *
 * @param documents all of them
 * @param queries those that have a relevant document
 * @param relevant ids of the relevant documents (score above 0) by id of the query
 */
record BeirData(List<Document> documents, List<Query> queries, Map<String, Set<String>> relevant) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What may be found. The title may be empty. */
    record Document(String id, String title, String text) {}

    /** What is asked. */
    record Query(String id, String text) {}

    /** Gives the lines of one of the three files. */
    private interface Lines {
        List<String> of(String file) throws IOException;
    }

    static BeirData read(Path folder) throws IOException {
        return read(file -> Files.readAllLines(folder.resolve(file)));
    }

    /** The collection that was written for this project. */
    static BeirData own() throws IOException {
        return read(file -> {
            try (InputStream in = BeirData.class.getResourceAsStream("own/" + file)) {
                if (in == null) {
                    throw new FileNotFoundException("own/" + file);
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
            }
        });
    }

    private static BeirData read(Lines lines) throws IOException {
        Map<String, Set<String>> relevant = readRelevant(lines.of("qrels.tsv"));
        List<Document> documents = new ArrayList<>();
        for (JsonNode line : nodes(lines.of("corpus.jsonl"))) {
            documents.add(new Document(
                    line.path("_id").asText(),
                    line.path("title").asText(""),
                    line.path("text").asText("")));
        }
        List<Query> queries = new ArrayList<>();
        for (JsonNode line : nodes(lines.of("queries.jsonl"))) {
            Query query = new Query(line.path("_id").asText(), line.path("text").asText());
            if (relevant.containsKey(query.id())) {
                queries.add(query);
            }
        }
        return new BeirData(documents, queries, relevant);
    }

    Set<String> relevantTo(Query query) {
        return relevant.getOrDefault(query.id(), Set.of());
    }

    private static List<JsonNode> nodes(List<String> lines) throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : lines) {
            if (!line.isBlank()) {
                nodes.add(JSON.readTree(line));
            }
        }
        return nodes;
    }

    private static Map<String, Set<String>> readRelevant(List<String> lines) {
        Map<String, Set<String>> relevant = new HashMap<>();
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            String[] columns = line.split("\t");
            if (columns.length == 3 && Double.parseDouble(columns[2]) > 0) {
                relevant.computeIfAbsent(columns[0], query -> new HashSet<>()).add(columns[1]);
            }
        }
        return relevant;
    }
}
