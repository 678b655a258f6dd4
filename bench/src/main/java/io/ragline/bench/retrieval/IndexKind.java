package io.ragline.bench.retrieval;

import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.lucene.LuceneChunkIndex;
import io.ragline.worker.index.lucene.LuceneIndexOptions;
import io.ragline.worker.index.qdrant.AverageLength;
import io.ragline.worker.index.qdrant.QdrantChunkIndex;
import io.ragline.worker.index.qdrant.QdrantConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;

/** The index that a collection is measured in; named as on the command line. */
enum IndexKind {
    lucene {
        @Override
        ChunkIndex open(Path folder) {
            return new LuceneChunkIndex(LuceneIndexOptions.in(folder));
        }
    },
    /** The server that the environment names, as it does for a worker. */
    qdrant {
        @Override
        ChunkIndex open(Path folder) {
            QdrantConfig config = new SmallRyeConfigBuilder()
                    .addDefaultSources()
                    .addDiscoveredConverters()
                    .withMapping(QdrantConfig.class)
                    .build()
                    .getConfigMapping(QdrantConfig.class);
            return new QdrantChunkIndex(config, AverageLength.inMemory());
        }
    };

    /** @param folder for an index that is kept in one */
    abstract ChunkIndex open(Path folder);
}
