package io.ragline.worker.index;

import io.ragline.filter.Attributes;
import io.ragline.model.Chunk;
import io.ragline.model.ChunkOwner;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.model.TextAnalysis;
import io.ragline.worker.chunk.EmbeddingText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Looks at every chunk: the plainest index there can be, for tests. */
public final class InMemoryChunkIndex implements ChunkIndex {
    private static final double K1 = 0.9;
    private static final double B = 0.4;

    private final Map<CollectionRef, State> collections = new HashMap<>();

    private static final class State {
        private final Map<ChunkKey, EmbeddedChunk> written = new TreeMap<>();
        private Map<ChunkKey, EmbeddedChunk> committed = Map.of();
    }

    @Override
    public synchronized void write(CollectionRef collection, TextAnalysis analysis, List<EmbeddedChunk> chunks) {
        State state = state(collection);
        for (EmbeddedChunk chunk : chunks) {
            state.written.values().stream().limit(1).forEach(any -> expectSameLength(any.vector(), chunk.vector()));
            state.written.put(chunk.key(), chunk);
        }
    }

    @Override
    public synchronized void describe(
            CollectionRef collection, TextAnalysis analysis, ChunkOwner owner, Attributes document) {
        state(collection)
                .written
                .replaceAll((key, chunk) -> key.owner().equals(owner)
                        ? new EmbeddedChunk(owner, chunk.chunk(), chunk.vector(), document)
                        : chunk);
    }

    @Override
    public synchronized void commit(CollectionRef collection) {
        State state = state(collection);
        state.committed = new TreeMap<>(state.written);
    }

    @Override
    public synchronized void delete(CollectionRef collection, ChunkOwner owner) {
        drop(collection, key -> key.owner().equals(owner));
    }

    @Override
    public synchronized void deleteDocument(CollectionRef collection, UUID documentId) {
        drop(collection, key -> key.owner().documentId().equals(documentId));
    }

    @Override
    public synchronized void deleteCollection(CollectionRef collection) {
        collections.remove(collection);
    }

    @Override
    public synchronized long count(CollectionRef collection, ChunkOwner owner) {
        return state(collection).committed.keySet().stream()
                .filter(key -> key.owner().equals(owner))
                .count();
    }

    @Override
    public synchronized long countDocument(CollectionRef collection, UUID documentId) {
        return state(collection).committed.keySet().stream()
                .filter(key -> key.owner().documentId().equals(documentId))
                .count();
    }

    @Override
    public synchronized long count(CollectionRef collection) {
        return state(collection).committed.size();
    }

    @Override
    public synchronized List<ChunkHit> searchVector(
            CollectionRef collection, float[] vector, ChunkQuery query, int limit) {
        return best(collection, query, limit, chunk -> {
            expectSameLength(chunk.vector(), vector);
            double sum = 0;
            for (int i = 0; i < vector.length; i++) {
                sum += (double) vector[i] * chunk.vector()[i];
            }
            return sum;
        });
    }

    @Override
    public synchronized TextSearch searchText(Collection<CollectionRef> together, ChunkQuery query) {
        Map<CollectionRef, Map<ChunkKey, List<String>>> texts = new HashMap<>();
        together.forEach(each -> texts.put(each, terms(each, query)));
        List<List<String>> all =
                texts.values().stream().flatMap(each -> each.values().stream()).toList();
        double average = all.stream().mapToInt(List::size).average().orElse(1);
        List<String> asked = terms(query.analysis(), query.words());
        Map<String, Double> rarity = new HashMap<>();
        asked.forEach(term -> {
            long n = all.stream().filter(of -> of.contains(term)).count();
            rarity.put(term, Math.log(1 + (all.size() - n + 0.5) / (n + 0.5)));
        });
        return new TextSearch() {
            @Override
            public List<ChunkHit> in(CollectionRef collection, int limit) {
                return best(collection, query, limit, chunk -> {
                    List<String> text = texts.getOrDefault(collection, Map.of()).getOrDefault(chunk.key(), List.of());
                    double norm = K1 * (1 - B + B * text.size() / average);
                    double score = 0;
                    for (String term : asked) {
                        int frequency = Collections.frequency(text, term);
                        score += rarity.getOrDefault(term, 0.0) * frequency / (frequency + norm);
                    }
                    return score > 0 || !query.phrases().isEmpty() ? score : Double.NEGATIVE_INFINITY;
                });
            }

            @Override
            public double full() {
                return asked.stream().mapToDouble(rarity::get).sum();
            }
        };
    }

    private Map<ChunkKey, List<String>> terms(CollectionRef collection, ChunkQuery query) {
        Map<ChunkKey, List<String>> terms = new HashMap<>();
        state(collection)
                .committed
                .forEach((key, chunk) -> terms.put(key, terms(query.analysis(), EmbeddingText.of(chunk.chunk()))));
        return terms;
    }

    @Override
    public synchronized Map<ChunkKey, Chunk> fetch(CollectionRef collection, Collection<ChunkKey> keys) {
        Map<ChunkKey, Chunk> found = new HashMap<>();
        Map<ChunkKey, EmbeddedChunk> committed = state(collection).committed;
        for (ChunkKey key : keys) {
            EmbeddedChunk chunk = committed.get(key);
            if (chunk != null) {
                found.put(key, chunk.chunk());
            }
        }
        return found;
    }

    @Override
    public void close() {}

    private State state(CollectionRef collection) {
        return collections.computeIfAbsent(collection, any -> new State());
    }

    private void drop(CollectionRef collection, Predicate<ChunkKey> which) {
        state(collection).written.keySet().removeIf(which);
    }

    private static List<String> terms(TextAnalysis analysis, String text) {
        List<String> terms = new ArrayList<>(Terms.of(analysis, text));
        Identifiers.of(text).forEach(identifier -> terms.add('=' + identifier));
        return terms;
    }

    private static boolean meets(ChunkQuery query, EmbeddedChunk chunk) {
        List<String> words = Terms.of(Terms.asWritten(query.analysis()), EmbeddingText.of(chunk.chunk()));
        return query.phrases().stream()
                        .allMatch(phrase ->
                                Collections.indexOfSubList(words, Terms.of(Terms.asWritten(query.analysis()), phrase))
                                        >= 0)
                && (query.filter() == null || FilterOracle.meets(query.filter(), chunk.attributes()));
    }

    private List<ChunkHit> best(
            CollectionRef collection, ChunkQuery query, int limit, ToDoubleFunction<EmbeddedChunk> score) {
        List<ChunkHit> hits = new ArrayList<>();
        state(collection).committed.forEach((key, chunk) -> {
            double value = meets(query, chunk) ? score.applyAsDouble(chunk) : Double.NEGATIVE_INFINITY;
            if (value != Double.NEGATIVE_INFINITY) {
                hits.add(new ChunkHit(key, value));
            }
        });
        hits.sort(ChunkHit.BEST_FIRST);
        return List.copyOf(hits.subList(0, Math.min(limit, hits.size())));
    }

    private static void expectSameLength(float[] one, float[] other) {
        if (one.length != other.length) {
            throw new RaglineException(
                    ErrorCode.EMBEDDING_MODEL_MISMATCH, "%d dimensions against %d".formatted(one.length, other.length));
        }
    }
}
