package io.ragline.worker.index.qdrant;

import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.ChunkIndexContract;
import org.junit.jupiter.api.AfterEach;

class RealQdrantChunkIndexTest extends ChunkIndexContract {
    private final RealQdrant qdrant = RealQdrant.orSkip();

    @Override
    protected ChunkIndex open() {
        return qdrant.open();
    }

    @AfterEach
    void drop() {
        qdrant.close();
    }
}
