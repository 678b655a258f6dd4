package io.ragline.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a question came to, as callers see it.
 *
 * @param answer with {@code [n]} behind what citation n supports; null when only passages were asked for
 * @param model that wrote the answer; null when only passages were asked for
 * @param citations in the order of their numbers; empty when nothing relevant was found
 * @param hits the passages found, best first
 * @param timings milliseconds by stage, such as {@code embed}, {@code search}, {@code answer}, {@code total}
 */
public record QueryResult(
        @Nullable String answer,
        @Nullable String model,
        List<Citation> citations,
        List<Hit> hits,
        Map<String, Double> timings) {

    /**
     * A passage that was found.
     *
     * @param page on which it starts, counted from 1
     * @param endPage on which it ends
     * @param score fused, see {@link Passage#score()}
     */
    public record Hit(
            UUID documentId,
            String filename,
            int page,
            int endPage,
            List<String> headingPath,
            String text,
            double score,
            @Nullable Double vectorScore,
            @Nullable Double textScore) {
        public Hit {
            Objects.requireNonNull(documentId);
            Objects.requireNonNull(filename);
            Objects.requireNonNull(text);
            headingPath = List.copyOf(headingPath);
        }

        public static Hit of(Passage passage) {
            Chunk chunk = passage.chunk();
            return new Hit(
                    passage.documentId(),
                    passage.filename(),
                    chunk.spans().getFirst().page(),
                    chunk.spans().getLast().page(),
                    chunk.headingPath(),
                    chunk.text(),
                    passage.score(),
                    passage.vectorScore(),
                    passage.textScore());
        }
    }

    public QueryResult {
        citations = List.copyOf(citations);
        hits = List.copyOf(hits);
        timings = Map.copyOf(timings);
    }
}
