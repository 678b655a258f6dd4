package io.ragline.worker.query;

import io.ragline.model.Passage;
import io.ragline.model.QuestionText;
import io.ragline.model.SearchMode;
import io.ragline.model.SearchOptions;
import io.ragline.model.TextAnalysis;
import io.ragline.worker.embed.Embedder;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.ChunkKey;
import io.ragline.worker.index.ChunkQuery;
import io.ragline.worker.index.CollectionRef;
import io.ragline.worker.index.TextSearch;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the passages for a question: by vector and by text in each collection, without what the catalogue does not show,
 * fused into one ranking. Safe for use by many threads.
 */
public final class Retriever {
    /** Passages that are looked at together, when some of the best repeat others. */
    private static final int MORE = 16;

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
        List<Passage> fused = distinct(reader, ranked, options);
        long searched = System.nanoTime();
        Reranking.Ordered ordered = reranking.order(question, fused);
        long reranked = System.nanoTime();
        List<Passage> best = ordered.passages().stream()
                .filter(passage -> passage.score() >= options.minScore())
                .limit(options.topK())
                .toList();
        List<Passage> passages = neighbours ? reader.withNeighbours(best) : best;
        Duration after = Duration.ofNanos(System.nanoTime() - reranked);
        return new Retrieval(
                passages,
                Duration.ofNanos(embedded - start),
                Duration.ofNanos(searched - embedded).plus(after),
                Duration.ofNanos(reranked - searched),
                ordered.rerank());
    }

    /** As many passages as are wanted, or as the reranker is to choose from. More are read only while some repeat others. */
    private List<Passage> distinct(PassageReader reader, List<RankedChunk> ranked, SearchOptions options) {
        int wanted = Math.max(options.topK(), reranking.most());
        List<RankedChunk> good = reranking.isOn()
                ? ranked
                : ranked.stream()
                        .takeWhile(each -> each.score() >= options.minScore())
                        .toList();
        NearDuplicates distinct = new NearDuplicates(wanted);
        int from = 0;
        int to = Math.min(wanted, good.size());
        while (from < to && !distinct.isFull()) {
            reader.read(good.subList(from, to)).forEach(distinct::add);
            from = to;
            to = Math.min(from + MORE, good.size());
        }
        return distinct.passages();
    }

    /** The whole ranking behind {@link #retrieve}, beyond {@code topK} and without the texts. */
    public List<RankedChunk> rank(String question, List<SearchedIndex> where, SearchOptions options) {
        return rank(question, vectors(question, where, options.mode()), where, options);
    }

    /** The question as each of the models sees it; none when it isn't searched by vector. */
    private static Map<Embedder, float[]> vectors(String question, List<SearchedIndex> where, SearchMode mode) {
        Map<Embedder, float[]> vectors = new HashMap<>();
        if (mode != SearchMode.TEXT) {
            where.stream()
                    .map(SearchedIndex::embedder)
                    .filter(Objects::nonNull)
                    .forEach(each -> vectors.computeIfAbsent(each, model -> model.embedQuery(question)));
        }
        return vectors;
    }

    private List<RankedChunk> rank(
            String question, Map<Embedder, float[]> vectors, List<SearchedIndex> where, SearchOptions options) {
        QuestionText text = QuestionText.of(question);
        List<String> phrases =
                text.phrases().stream().limit(QuestionText.MOST_PHRASES).toList();
        Map<TextAnalysis, List<SearchedIndex>> byAnalysis = where.stream()
                .collect(Collectors.groupingBy(SearchedIndex::analysis, LinkedHashMap::new, Collectors.toList()));
        Map<ChunkKey, RankedChunk> candidates = new LinkedHashMap<>();
        Map<CollectionRef, Fusion.Measure> measures = new HashMap<>();
        byAnalysis.forEach((analysis, together) -> {
            ChunkQuery query = new ChunkQuery(text.words(), phrases, options.filter(), analysis);
            TextSearch words = options.mode() == SearchMode.VECTOR
                    ? null
                    : index.searchText(
                            together.stream().map(SearchedIndex::collection).toList(), query);
            // only those who share their terms can be compared as they are
            double full = words == null || byAnalysis.size() == 1 ? 1 : words.full();
            for (SearchedIndex each : together) {
                search(each.collection(), query, vectors.get(each.embedder()), words, candidates);
                measures.put(each.collection(), new Fusion.Measure(each.model(), full));
            }
        });
        return Fusion.rank(candidates.values(), vectorWeight(options), measures);
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
            @Nullable TextSearch words,
            Map<ChunkKey, RankedChunk> candidates) {
        VisibleHits visible = new VisibleHits(versions, collection, new WrittenPhrases(query.phrases(), index));
        if (vector != null) {
            visible.find(
                    limit -> index.searchVector(collection, vector, query, limit),
                    (hit, document) ->
                            add(new RankedChunk(collection, hit.key(), document, 0, hit.score(), null), candidates));
        }
        if (words != null) {
            visible.find(
                    limit -> words.in(collection, limit),
                    (hit, document) ->
                            add(new RankedChunk(collection, hit.key(), document, 0, null, hit.score()), candidates));
        }
    }

    private static void add(RankedChunk candidate, Map<ChunkKey, RankedChunk> candidates) {
        candidates.merge(candidate.key(), candidate, RankedChunk::merge);
    }
}
