package io.ragline.worker.index.qdrant;

import io.ragline.filter.Attributes;
import io.ragline.model.Chunk;
import io.ragline.model.ChunkOwner;
import io.ragline.model.PageSpan;
import io.ragline.model.TextAnalysis;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.CollectionRef;
import io.ragline.worker.index.EmbeddedChunk;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Chunks for tests. */
final class Written {
    static final int SIZE = 8;

    private Written() {}

    static CollectionRef collection() {
        return new CollectionRef(UUID.randomUUID(), UUID.randomUUID());
    }

    static ChunkOwner owner() {
        return new ChunkOwner(UUID.randomUUID(), UUID.randomUUID(), 1);
    }

    static float[] vector(int size) {
        float[] vector = new float[size];
        vector[0] = 1;
        return vector;
    }

    static List<EmbeddedChunk> chunks(ChunkOwner owner, int count, int size) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    String text = "number " + i;
                    Chunk chunk = new Chunk(i, text, List.of(), List.of(new PageSpan(1, 0, text.length())), 2);
                    return new EmbeddedChunk(owner, chunk, vector(size), Attributes.NONE);
                })
                .toList();
    }

    static void write(ChunkIndex index, CollectionRef collection, ChunkOwner owner, int count) {
        index.write(collection, TextAnalysis.ENGLISH, chunks(owner, count, SIZE));
        index.commit(collection);
    }
}
