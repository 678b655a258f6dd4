package io.ragline.bench.retrieval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * Which document is worth what to which query: lines of three columns with tabs between them, {@code query-id, corpus-id, score}. A
 * first line without a number in the third column is a header.
 */
final class Judgements {
    private static final int COLUMNS = 3;

    private final String file;
    private final List<Judgement> all = new ArrayList<>();
    private final Map<String, Map<String, Double>> gains = new HashMap<>();

    private record Judgement(int line, String query, String document) {}

    Judgements(String file, List<String> lines) {
        this.file = file;
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                add(lines.get(i), i + 1);
            }
        }
    }

    private void add(String line, int number) {
        String[] columns = line.split("\t");
        if (columns.length != COLUMNS) {
            throw new BadCollectionException(
                    file,
                    number,
                    "it has %d columns, not the three of BEIR with tabs between them: query-id, corpus-id, score"
                            .formatted(columns.length));
        }
        OptionalDouble score = number(columns[2]);
        if (score.isEmpty() && number == 1) {
            return;
        }
        String query = columns[0].strip();
        String document = columns[1].strip();
        // what is worse than irrelevant takes nothing away, as in trec_eval
        double gain = Math.max(
                0,
                score.orElseThrow(() ->
                        new BadCollectionException(file, number, "the score '%s' is no number".formatted(columns[2]))));
        Double before = gains.computeIfAbsent(query, any -> new HashMap<>()).putIfAbsent(document, gain);
        if (before != null && before != gain) {
            throw new BadCollectionException(
                    file, number, "document '%s' is judged twice for query '%s'".formatted(document, query));
        }
        all.add(new Judgement(number, query, document));
    }

    private static OptionalDouble number(String text) {
        try {
            double number = Double.parseDouble(text.strip());
            return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty(); // a header, or said to be wrong
        }
    }

    /** What each judged document is worth, by query. */
    Map<String, Map<String, Double>> gains() {
        return gains;
    }

    boolean hasRelevant(String query) {
        return gains.getOrDefault(query, Map.of()).values().stream().anyMatch(gain -> gain > 0);
    }

    /** Says how many judgements are of what is not there; empty if none is. */
    Optional<String> unknown(Predicate<String> queries, Predicate<String> documents) {
        List<Judgement> unknown = all.stream()
                .filter(each -> !queries.test(each.query()) || !documents.test(each.document()))
                .toList();
        return unknown.stream()
                .findFirst()
                .map(first -> "%s, line %d: there is no %s '%s'; %d of %d judgements are of what is not there."
                        .formatted(
                                file,
                                first.line(),
                                queries.test(first.query()) ? "document" : "query",
                                queries.test(first.query()) ? first.document() : first.query(),
                                unknown.size(),
                                all.size()));
    }
}
