package io.ragline.worker.index.lucene;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Settings of the embedded index.
 *
 * @param folder that holds all of it
 * @param threads that search, and as many that write, at least 1
 * @param bufferMegabytes of memory that a collection being written may fill before it goes to disk, 1 to 1,024
 * @param maxOpen collections that stay open, at least 1; those unused for longest are closed above it
 * @param idle how long an unused collection stays open
 */
public record LuceneIndexOptions(Path folder, int threads, int bufferMegabytes, int maxOpen, Duration idle) {
    public LuceneIndexOptions {
        Objects.requireNonNull(folder);
        if (threads < 1 || maxOpen < 1) {
            throw new IllegalArgumentException("The index needs at least 1 thread and 1 open collection, not %d and %d"
                    .formatted(threads, maxOpen));
        }
        if (bufferMegabytes < 1 || bufferMegabytes > 1024) {
            throw new IllegalArgumentException(
                    "The index buffer must be 1 to 1024 MB, not %d".formatted(bufferMegabytes));
        }
        if (!idle.isPositive()) {
            throw new IllegalArgumentException("Collections must stay open for a while, not %s".formatted(idle));
        }
    }

    public static LuceneIndexOptions in(Path folder) {
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        return new LuceneIndexOptions(folder, threads, 64, 32, Duration.ofMinutes(10));
    }
}
