package io.ragline.cli.stack;

import io.ragline.cli.service.HomeFolder;
import io.ragline.cli.service.ServiceException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/** One supervisor to a home. The system drops the lock with its holder, however that ends. */
final class HomeLock implements AutoCloseable {

    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits a little, because a supervisor that is just ending holds the lock to its last moment. */
    static Optional<HomeLock> acquire(HomeFolder home, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            FileChannel channel =
                    FileChannel.open(home.run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            do {
                if (tryLock(channel)) {
                    return Optional.of(new HomeLock(channel));
                }
                Thread.sleep(50);
            } while (System.nanoTime() < deadline);
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new ServiceException("The data folder %s cannot be locked: %s".formatted(home.path(), e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Then the end of this process drops the lock
            return;
        }
    }
}
