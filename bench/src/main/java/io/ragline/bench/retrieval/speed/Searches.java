package io.ragline.bench.retrieval.speed;

import io.ragline.catalog.VisibleVersion;
import io.ragline.model.SearchMode;
import io.ragline.model.SearchOptions;
import io.ragline.model.TextAnalysis;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.ChunkKey;
import io.ragline.worker.index.CollectionRef;
import io.ragline.worker.query.RankedChunk;
import io.ragline.worker.query.Reranking;
import io.ragline.worker.query.Retriever;
import io.ragline.worker.query.SearchedIndex;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Asks the product's retriever, which sees every document and need not embed. */
final class Searches {
    private final Retriever retriever;
    private final List<SearchedIndex> where;

    Searches(ChunkIndex index, CollectionRef collection, List<Question> questions) {
        this.retriever = new Retriever(index, Searches::visible, Reranking.OFF);
        this.where = List.of(new SearchedIndex(collection, new QuestionVectors(questions), TextAnalysis.ENGLISH));
    }

    /** From the question to the passages that an answer would be made of. */
    Duration time(Question question, SearchMode mode, Selection selection) {
        long start = System.nanoTime();
        retriever.retrieve(question.text(), where, options(mode, selection), false);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The whole ranking by vector. */
    List<ChunkKey> nearest(Question question, Selection selection) {
        return retriever.rank(question.text(), where, options(SearchMode.VECTOR, selection)).stream()
                .map(RankedChunk::key)
                .toList();
    }

    private static SearchOptions options(SearchMode mode, Selection selection) {
        return new SearchOptions(
                mode, SearchOptions.DEFAULT_TOP_K, SearchOptions.DEFAULT_VECTOR_WEIGHT, 0, selection.filter());
    }

    private static Map<UUID, VisibleVersion> visible(CollectionRef collection, Set<UUID> documents) {
        Map<UUID, VisibleVersion> visible = new HashMap<>();
        documents.forEach(document -> visible.put(document, SyntheticCollection.visible(document)));
        return visible;
    }
}
