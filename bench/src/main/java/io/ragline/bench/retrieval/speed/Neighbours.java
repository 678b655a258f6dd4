package io.ragline.bench.retrieval.speed;

import io.ragline.worker.index.ChunkKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.lucene.util.VectorUtil;

/** The chunks that are truly nearest to questions, by comparing with every one. */
final class Neighbours {
    /** How many of the nearest are looked for. */
    static final int COUNT = 100;

    private final List<Map<Selection, Set<ChunkKey>>> nearest = new ArrayList<>();

    private record Neighbour(int chunk, float similarity) {}

    /** Compares the questions with the first {@code chunks} of the collection. */
    Neighbours(SyntheticCollection collection, int chunks, List<Question> questions) {
        List<Map<Selection, PriorityQueue<Neighbour>>> best = new ArrayList<>();
        questions.forEach(question -> best.add(queues()));
        for (int chunk = 0; chunk < chunks; chunk++) {
            float[] vector = collection.vector(chunk);
            for (int i = 0; i < questions.size(); i++) {
                float similarity =
                        VectorUtil.dotProduct(vector, questions.get(i).vector());
                offer(new Neighbour(chunk, similarity), best.get(i));
            }
        }
        best.forEach(each -> nearest.add(keys(each)));
    }

    /** The share of the nearest that are in what a search found for a question; 1 if there are none. */
    double recall(int question, Selection selection, List<ChunkKey> found) {
        Set<ChunkKey> wanted = nearest.get(question).getOrDefault(selection, Set.of());
        Set<ChunkKey> hits = new HashSet<>(found.subList(0, Math.min(COUNT, found.size())));
        hits.retainAll(wanted);
        return wanted.isEmpty() ? 1 : (double) hits.size() / wanted.size();
    }

    private static Map<Selection, PriorityQueue<Neighbour>> queues() {
        Map<Selection, PriorityQueue<Neighbour>> queues = new EnumMap<>(Selection.class);
        for (Selection selection : Selection.values()) {
            queues.put(selection, new PriorityQueue<>(Comparator.comparingDouble(Neighbour::similarity)));
        }
        return queues;
    }

    private static void offer(Neighbour neighbour, Map<Selection, PriorityQueue<Neighbour>> best) {
        best.forEach((selection, queue) -> {
            if (selection.has(neighbour.chunk())) {
                Neighbour worst = queue.size() < COUNT ? null : queue.peek();
                if (worst == null) {
                    queue.add(neighbour);
                } else if (worst.similarity() < neighbour.similarity()) {
                    queue.poll();
                    queue.add(neighbour);
                }
            }
        });
    }

    private static Map<Selection, Set<ChunkKey>> keys(Map<Selection, PriorityQueue<Neighbour>> best) {
        Map<Selection, Set<ChunkKey>> keys = new EnumMap<>(Selection.class);
        best.forEach((selection, queue) -> {
            Set<ChunkKey> each = new HashSet<>();
            queue.forEach(neighbour -> each.add(key(neighbour.chunk())));
            keys.put(selection, each);
        });
        return keys;
    }

    private static ChunkKey key(int chunk) {
        return new ChunkKey(
                SyntheticCollection.owner(chunk / SyntheticCollection.CHUNKS_OF_A_DOCUMENT),
                chunk % SyntheticCollection.CHUNKS_OF_A_DOCUMENT);
    }
}
