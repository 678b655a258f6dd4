package io.ragline.worker.query;

import io.ragline.model.Chunk;
import io.ragline.model.Passage;
import io.ragline.model.SearchMode;
import io.ragline.model.SearchOptions;
import io.ragline.worker.embed.Embedder;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.ChunkKey;
import io.ragline.worker.index.ChunkQuery;
import io.ragline.worker.index.CollectionRef;
import java.time.Duration;
import java.util.ArrayList;
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
    private final ChunkIndex index;
    private final VisibleVersions versions;

    public Retriever(ChunkIndex index, VisibleVersions versions) {
        this.index = index;
        this.versions = versions;
    }

    /** The {@code topK} best passages of all the indexes together. */
    public Retrieval retrieve(String question, List<SearchedIndex> where, SearchOptions options) {
        long start = System.nanoTime();
        Map<Embedder, float[]> vectors = vectors(question, where, options.mode());
        long embedded = System.nanoTime();
        List<RankedChunk> ranked = rank(question, vectors, where, options);
        List<Passage> passages = passages(ranked.subList(0, Math.min(options.topK(), ranked.size())));
        return new Retrieval(
                passages, Duration.ofNanos(embedded - start), Duration.ofNanos(System.nanoTime() - embedded));
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

    private List<Passage> passages(List<RankedChunk> best) {
        Map<CollectionRef, List<ChunkKey>> wanted = new HashMap<>();
        for (RankedChunk ranked : best) {
            wanted.computeIfAbsent(ranked.collection(), any -> new ArrayList<>())
                    .add(ranked.key());
        }
        Map<ChunkKey, Chunk> chunks = new HashMap<>();
        wanted.forEach((collection, keys) -> chunks.putAll(index.fetch(collection, keys)));
        List<Passage> passages = new ArrayList<>(best.size());
        for (RankedChunk ranked : best) {
            Chunk chunk = chunks.get(ranked.key());
            if (chunk != null) {
                passages.add(passage(ranked, chunk));
            }
        }
        return passages;
    }

    private static Passage passage(RankedChunk from, Chunk chunk) {
        return new Passage(
                from.key().owner().documentId(),
                from.key().owner().versionId(),
                from.document().number(),
                from.document().filename(),
                chunk,
                from.score(),
                from.vectorScore(),
                from.textScore());
    }
}
