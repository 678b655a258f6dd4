package io.ragline.worker.index.qdrant;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.ChunkQueryContract;
import org.junit.jupiter.api.AfterEach;

/** On the double. */
class QdrantChunkQueryTest extends ChunkQueryContract {
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

    /** Weights are by the average length of each collection. */
    @Override
    protected double sameScore() {
        return 0.05;
    }
}
