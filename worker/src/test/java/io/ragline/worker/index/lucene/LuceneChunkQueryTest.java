package io.ragline.worker.index.lucene;

import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.ChunkQueryContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LuceneChunkQueryTest extends ChunkQueryContract {
    @TempDir
    Path folder;

    @Override
    protected ChunkIndex open() {
        return new LuceneChunkIndex(LuceneIndexOptions.in(folder));
    }
}
