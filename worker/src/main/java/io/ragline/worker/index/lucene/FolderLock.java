package io.ragline.worker.index.lucene;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Makes sure that one process at a time uses the folder. The system lets go of the lock however the process ends. */
final class FolderLock implements AutoCloseable {
    private static final String FILE = "ragline.lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static FolderLock take(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new RaglineException(
                        ErrorCode.INDEX_UNAVAILABLE,
                        "The index in %s is in use by another process: one worker process at a time may use the embedded index. Stop the other one, or give this one a data folder of its own. Many workers that share documents will need Qdrant."
                                .formatted(folder));
            }
            return new FolderLock(channel);
        } catch (IOException e) {
            throw new RaglineException(
                    ErrorCode.INDEX_UNAVAILABLE, "The index folder %s can't be written: %s".formatted(folder, e), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new RaglineException(ErrorCode.INDEX_UNAVAILABLE, "The lock of the index can't be released", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }
}
