package io.ragline.worker.index;

class InMemoryChunkQueryTest extends ChunkQueryContract {
    @Override
    protected ChunkIndex open() {
        return new InMemoryChunkIndex();
    }
}
