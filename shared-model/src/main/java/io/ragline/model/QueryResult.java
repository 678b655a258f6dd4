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
     * @param documentId the document
     * @param versionId the version of it
     * @param version that version's number, counted from 1
     * @param filename the document's name
     * @param page on which it starts, counted from 1
     * @param pageLabel that page's number as printed on it; null if the document does not say
     * @param endPage on which it ends
     * @param boxes where it stands, a box a line, each with its page; empty where the format has no places
     * @param score fused, see {@link Passage#score()}
     */
    public record Hit(
            UUID documentId,
            UUID versionId,
            int version,
            String filename,
            int page,
            @Nullable String pageLabel,
            int endPage,
            List<String> headingPath,
            String text,
            List<PageBox> boxes,
            double score,
            @Nullable Double vectorScore,
            @Nullable Double textScore) {
        public Hit {
            Objects.requireNonNull(documentId);
            Objects.requireNonNull(filename);
            Objects.requireNonNull(text);
            Objects.requireNonNull(versionId);
            headingPath = List.copyOf(headingPath);
            boxes = List.copyOf(boxes);
        }

        public static Hit of(Passage passage) {
            Chunk chunk = passage.chunk();
            return new Hit(
                    passage.documentId(),
                    passage.versionId(),
                    passage.version(),
                    passage.filename(),
                    chunk.pageAt(0),
                    chunk.pageLabelAt(0),
                    chunk.spans().getLast().page(),
                    chunk.headingPath(),
                    chunk.text(),
                    chunk.boxes(0, chunk.text().length()),
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
