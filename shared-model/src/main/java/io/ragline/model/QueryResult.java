package io.ragline.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a question came to, as callers see it.
 *
 * @param answer with {@code [n]} behind what citation n supports; in JSON, if that was asked for, then empty if there is no answer; null when
 *     only passages were asked for
 * @param answered whether the documents hold an answer; null when only passages were asked for
 * @param truncated whether the answer was cut off at the longest that was allowed, so that its end is missing; false of results that
 *     were stored before it was noted
 * @param model that wrote the answer; null when only passages were asked for
 * @param citations in the order in which the answer refers to them; empty when nothing relevant was found
 * @param unsupported sentences of the answer that no passage supports
 * @param hits the passages found, best first
 * @param rerank what became of the reranking; null if no reranker is configured
 * @param searchedFor what was searched for, if that is not the question as it was asked
 * @param conversationId the conversation that it belongs to; null for none
 * @param usage of models; null when none wrote
 * @param cached {@code exact} if it was answered before, {@code similar} if nearly the same was; else null
 * @param timings milliseconds by stage, such as {@code embed}, {@code search}, {@code answer}, {@code total}
 */
public record QueryResult(
        @Nullable String answer,
        @Nullable Boolean answered,
        boolean truncated,
        @Nullable String model,
        List<Citation> citations,
        List<UnsupportedSentence> unsupported,
        List<Hit> hits,
        @Nullable Rerank rerank,
        @Nullable String searchedFor,
        @Nullable UUID conversationId,
        @Nullable TokenUsage usage,
        @Nullable String cached,
        Map<String, Double> timings) {

    /**
     * Whether the hits are in a reranker's order.
     *
     * @param status {@code applied}, or {@code skipped}: then they are in the fused order
     * @param passages how many it was asked about
     * @param detail why it was skipped
     */
    public record Rerank(
            String status, int passages, @Nullable String detail) {
        /** The status of hits that are in a reranker's order. */
        public static final String APPLIED = "applied";

        public static Rerank applied(int passages) {
            return new Rerank(APPLIED, passages, null);
        }

        public static Rerank skipped(String detail) {
            return new Rerank("skipped", 0, detail);
        }
    }

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
     * @param score what they are ordered by, see {@link Relevance}
     * @param before the text before it, if passages alone were asked for
     * @param after the text behind it, likewise
     * @param repeats where (nearly) the same is said, too, and was left out
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
            double fusedScore,
            @Nullable Double vectorScore,
            @Nullable Double textScore,
            @Nullable Double rerankScore,
            @Nullable String before,
            @Nullable String after,
            List<Surroundings.Repeat> repeats) {
        public Hit {
            Objects.requireNonNull(documentId);
            Objects.requireNonNull(filename);
            Objects.requireNonNull(text);
            Objects.requireNonNull(versionId);
            headingPath = List.copyOf(headingPath);
            boxes = List.copyOf(boxes);
            repeats = List.copyOf(repeats);
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
                    passage.relevance().fused(),
                    passage.relevance().vector(),
                    passage.relevance().text(),
                    passage.relevance().rerank(),
                    passage.surroundings().before(),
                    passage.surroundings().after(),
                    passage.surroundings().repeats());
        }
    }

    public QueryResult {
        citations = List.copyOf(citations);
        unsupported = List.copyOf(unsupported);
        hits = List.copyOf(hits);
        timings = Map.copyOf(timings);
    }

    /**
     * This, given again, so that no model wrote an answer.
     *
     * @param how {@code exact} or {@code similar}
     * @param before what models took before it was known
     */
    public QueryResult again(String how, TokenUsage before) {
        return new QueryResult(
                answer,
                answered,
                truncated,
                model,
                citations,
                unsupported,
                hits,
                rerank,
                searchedFor,
                conversationId,
                before.equals(TokenUsage.NONE) ? null : before,
                how,
                timings);
    }

    /** This, in a conversation (or none), with what it took now. */
    public QueryResult in(@Nullable UUID conversation, Map<String, Double> taken) {
        return new QueryResult(
                answer,
                answered,
                truncated,
                model,
                citations,
                unsupported,
                hits,
                rerank,
                searchedFor,
                conversation,
                usage,
                cached,
                taken);
    }
}
