package io.ragline.worker.query;

import io.ragline.model.Passage;
import io.ragline.model.SearchMode;
import io.ragline.model.SearchOptions;
import io.ragline.worker.embed.Embedder;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.ChunkKey;
import io.ragline.worker.index.ChunkQuery;
import io.ragline.worker.index.CollectionRef;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the passages for a question: by vector and by text in each collection, without what the catalogue does not show,
 * fused into one ranking. Safe for use by many threads.
 */
public final class Retriever {
    /** Passages that are looked at beyond those wanted, since some say the same as others. */
    private static final int SPARE = 16;

    private final ChunkIndex index;
    private final VisibleVersions versions;
    private final Reranking reranking;

    public Retriever(ChunkIndex index, VisibleVersions versions, Reranking reranking) {
        this.index = index;
        this.versions = versions;
        this.reranking = reranking;
    }

    /**
     * The {@code topK} best passages of all the indexes together, that say something new each.
     *
     * @param neighbours whether the texts around each are wanted
     */
    public Retrieval retrieve(String question, List<SearchedIndex> where, SearchOptions options, boolean neighbours) {
        long start = System.nanoTime();
        Map<Embedder, float[]> vectors = vectors(question, where, options.mode());
        long embedded = System.nanoTime();
        List<RankedChunk> ranked = rank(question, vectors, where, options);
        PassageReader reader = new PassageReader(index, ranked);
        int looked = Math.max(options.topK() + SPARE, reranking.most());
        List<Passage> fused = reader.read(ranked.subList(0, Math.min(looked, ranked.size())));
        long searched = System.nanoTime();
        Reranking.Ordered ordered = reranking.order(question, fused);
        long reranked = System.nanoTime();
        List<Passage> good = ordered.passages().stream()
                .filter(passage -> passage.score() >= options.minScore())
                .toList();
        List<Passage> best = NearDuplicates.fold(good, options.topK());
        List<Passage> passages = neighbours ? reader.withNeighbours(best) : best;
        Duration after = Duration.ofNanos(System.nanoTime() - reranked);
        return new Retrieval(
                passages,
                Duration.ofNanos(embedded - start),
                Duration.ofNanos(searched - embedded).plus(after),
                Duration.ofNanos(reranked - searched),
                ordered.rerank());
    }

    /** The whole ranking behind {@link #retrieve}, beyond {@code topK} and without the texts. */
    public List<RankedChunk> rank(String question, List<SearchedIndex> where, SearchOptions options) {
        return rank(question, vectors(question, where, options.mode()), where, options);
    }

    /** The question as each of the models sees it; none when it isn't searched by vector. */
    private static Map<Embedder, float[]> vectors(String question, List<SearchedIndex> where, SearchMode mode) {
        Map<Embedder, float[]> vectors = new HashMap<>();
        if (mode != SearchMode.TEXT) {
            where.forEach(each -> vectors.computeIfAbsent(each.embedder(), model -> model.embedQuery(question)));
        }
        return vectors;
    }

    private List<RankedChunk> rank(
            String question, Map<Embedder, float[]> vectors, List<SearchedIndex> where, SearchOptions options) {
        QuestionText text = QuestionText.of(question);
        Map<ChunkKey, RankedChunk> candidates = new LinkedHashMap<>();
        for (SearchedIndex each : where) {
            ChunkQuery query = new ChunkQuery(text.words(), text.phrases(), options.filter(), each.analysis());
            search(each.collection(), query, vectors.get(each.embedder()), options.mode(), candidates);
        }
        return Fusion.rank(candidates.values(), vectorWeight(options));
    }

    private static double vectorWeight(SearchOptions options) {
        return switch (options.mode()) {
            case VECTOR -> 1;
            case TEXT -> 0;
            case HYBRID -> options.vectorWeight();
        };
    }

    private void search(
            CollectionRef collection,
            ChunkQuery query,
            float @Nullable [] vector,
            SearchMode mode,
            Map<ChunkKey, RankedChunk> candidates) {
        VisibleHits visible = new VisibleHits(versions, collection);
        if (vector != null) {
            visible.find(
                    limit -> index.searchVector(collection, vector, query, limit),
                    (hit, document) ->
                            add(new RankedChunk(collection, hit.key(), document, 0, hit.score(), null), candidates));
        }
        if (mode != SearchMode.VECTOR) {
            visible.find(
                    limit -> index.searchText(collection, query, limit),
                    (hit, document) ->
                            add(new RankedChunk(collection, hit.key(), document, 0, null, hit.score()), candidates));
        }
    }

    private static void add(RankedChunk candidate, Map<ChunkKey, RankedChunk> candidates) {
        candidates.merge(candidate.key(), candidate, RankedChunk::merge);
    }
}
