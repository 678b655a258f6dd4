package io.ragline.worker.index.qdrant;

import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.ChunkQueryContract;
import org.junit.jupiter.api.AfterEach;

class RealQdrantChunkQueryTest extends ChunkQueryContract {
    private final RealQdrant qdrant = RealQdrant.orSkip();

    @Override
    protected ChunkIndex open() {
        return qdrant.open();
    }

    @AfterEach
    void drop() {
        qdrant.close();
    }

    /** Weights are by the average length of each collection. */
    @Override
    protected double sameScore() {
        return 0.05;
    }
}
