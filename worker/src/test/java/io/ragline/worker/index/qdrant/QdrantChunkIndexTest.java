package io.ragline.worker.index.qdrant;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.ChunkIndexContract;
import org.junit.jupiter.api.AfterEach;

/** On the double. */
class QdrantChunkIndexTest extends ChunkIndexContract {
    private final QdrantDouble qdrant = new QdrantDouble();

    @Override
    protected ChunkIndex open() {
        return QdrantTesting.open(qdrant);
    }

    @AfterEach
    void every_request_was_as_it_should_be() {
        qdrant.close();
        assertThat(qdrant.broken()).isEmpty();
    }
}
