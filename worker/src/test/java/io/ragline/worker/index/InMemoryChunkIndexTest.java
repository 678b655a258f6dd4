package io.ragline.worker.index;

class InMemoryChunkIndexTest extends ChunkIndexContract {
    @Override
    protected ChunkIndex open() {
        return new InMemoryChunkIndex();
    }
}
