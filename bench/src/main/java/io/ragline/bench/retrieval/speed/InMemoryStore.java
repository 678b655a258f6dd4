package io.ragline.bench.retrieval.speed;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.ragline.bench.retrieval.Latencies;
import java.time.Duration;
import java.util.List;

/** langchain4j's store for small collections, to compare with: it keeps the vectors in memory and looks at each. */
final class InMemoryStore {
    private final InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();

    /** Takes the vectors of the first chunks, and returns how long it took. */
    Duration add(SyntheticCollection collection, int chunks) {
        long start = System.nanoTime();
        for (int chunk = 0; chunk < chunks; chunk++) {
            store.add(Integer.toString(chunk), Embedding.from(collection.vector(chunk)));
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    Latencies search(List<Question> questions, int limit) {
        Latencies latencies = new Latencies();
        for (Question question : questions) {
            long start = System.nanoTime();
            store.search(EmbeddingSearchRequest.builder()
                    .queryEmbedding(Embedding.from(question.vector()))
                    .maxResults(limit)
                    .build());
            latencies.add(Duration.ofNanos(System.nanoTime() - start));
        }
        return latencies;
    }
}
