package io.ragline.bench.retrieval;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A test collection in the layout of the BEIR benchmark: {@code corpus.jsonl} ({@code _id, title, text}),
 * {@code queries.jsonl} ({@code _id, text}), {@code qrels.tsv} ({@code query-id, corpus-id, score}).
 *
 * @param documents all of them
 * @param queries those that have a relevant document
 * @param gains what each judged document is worth, by id of the query; 0 for what is not relevant
 * @param warning of judgements that can't count
 */
record BeirData(
        List<Document> documents,
        List<Query> queries,
        Map<String, Map<String, Double>> gains,
        Optional<String> warning) {
    private static final String DOCUMENTS = "corpus.jsonl";
    private static final String QUERIES = "queries.jsonl";
    private static final String JUDGEMENTS = "qrels.tsv";

    /** Its files. */
    static final List<String> FILES = List.of(DOCUMENTS, QUERIES, JUDGEMENTS);

    /** What may be found. The title may be empty. */
    record Document(String id, String title, String text) {}

    /** What is asked. */
    record Query(String id, String text) {}

    /** Gives the lines of one of the three files. */
    private interface Lines {
        List<String> of(String file) throws IOException;
    }

    /** @throws BadCollectionException if it can't be measured by */
    static BeirData read(Path folder) throws IOException {
        return read(file -> {
            try {
                return Files.readAllLines(folder.resolve(file));
            } catch (CharacterCodingException e) {
                throw new BadCollectionException(file, "it is not in UTF-8");
            }
        });
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
        List<Document> documents = new JsonRecords(DOCUMENTS)
                .read(lines.of(DOCUMENTS)).stream()
                        .map(each -> new Document(each.id(), each.text("title"), each.text("text")))
                        .toList();
        if (documents.stream()
                .allMatch(each -> each.title().isBlank() && each.text().isBlank())) {
            throw new BadCollectionException(DOCUMENTS, "no document with a text is in it");
        }
        List<Query> queries = new JsonRecords(QUERIES)
                .read(lines.of(QUERIES)).stream()
                        .map(each -> new Query(each.id(), each.text("text")))
                        .toList();
        Judgements judgements = new Judgements(JUDGEMENTS, lines.of(JUDGEMENTS));
        List<Query> judged = queries.stream()
                .filter(query -> judgements.hasRelevant(query.id()))
                .toList();
        if (judged.isEmpty()) {
            throw new BadCollectionException(
                    JUDGEMENTS, "for no query of %s is a document relevant in it (a score above 0)".formatted(QUERIES));
        }
        Set<String> asked = queries.stream().map(Query::id).collect(Collectors.toSet());
        Set<String> there = documents.stream().map(Document::id).collect(Collectors.toSet());
        return new BeirData(
                documents, judged, judgements.gains(), judgements.unknown(asked::contains, there::contains));
    }

    /** What each judged document is worth to a query. */
    Map<String, Double> gains(Query query) {
        return gains.getOrDefault(query.id(), Map.of());
    }
}
