package io.ragline.bench.retrieval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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

    static BeirData read(Path folder) throws IOException {
        Map<String, Set<String>> relevant = readRelevant(folder.resolve("qrels.tsv"));
        List<Document> documents = new ArrayList<>();
        for (JsonNode line : lines(folder.resolve("corpus.jsonl"))) {
            documents.add(new Document(
                    line.path("_id").asText(),
                    line.path("title").asText(""),
                    line.path("text").asText("")));
        }
        List<Query> queries = new ArrayList<>();
        for (JsonNode line : lines(folder.resolve("queries.jsonl"))) {
            Query query = new Query(line.path("_id").asText(), line.path("text").asText());
            if (relevant.containsKey(query.id())) {
                queries.add(query);
            }
        }
        return new BeirData(documents, queries, relevant);
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

    private static Map<String, Set<String>> readRelevant(Path file) throws IOException {
        Map<String, Set<String>> relevant = new HashMap<>();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.split("\t");
            if (columns.length == 3 && Double.parseDouble(columns[2]) > 0) {
                relevant.computeIfAbsent(columns[0], query -> new HashSet<>()).add(columns[1]);
            }
        }
        return relevant;
    }
}
