package io.ragline.cli.ingest.transfer;

import io.ragline.cli.ingest.files.FoundFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/** Files on their way to the senders, small ones together. Bounded: who puts faster than is sent waits. */
final class UploadQueue {

    private static final int MOST_FILES = 20;
    private static final long MOST_BYTES = 8 << 20;
    private static final long LOOK_EVERY_MILLIS = 100;

    private final BlockingQueue<List<FoundFile>> queue;
    private final StopSignal stop;
    private List<FoundFile> next = new ArrayList<>();
    private long nextBytes;
    private volatile boolean closed;

    UploadQueue(int senders, StopSignal stop) {
        this.queue = new ArrayBlockingQueue<>(2 * senders);
        this.stop = stop;
    }

    /**
     * Called by one thread, as are {@link #flush} and {@link #close}.
     *
     * @param alone whether the file needs a request of its own
     */
    void put(FoundFile file, boolean alone) {
        if (alone || nextBytes + file.size() > MOST_BYTES) {
            flush();
        }
        next.add(file);
        nextBytes += file.size();
        if (alone || next.size() == MOST_FILES) {
            flush();
        }
    }

    /** Has those sent that were still waiting for company. */
    void flush() {
        if (next.isEmpty()) {
            return;
        }
        try {
            while (!queue.offer(next, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                if (stop.isStopped()) {
                    throw new CancellationException();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
        next = new ArrayList<>();
        nextBytes = 0;
    }

    /** Nothing more will come. */
    void close() {
        flush();
        closed = true;
    }

    /** The files for the next request; empty when there will be none any more. */
    Optional<List<FoundFile>> take() {
        try {
            while (!stop.isStopped()) {
                boolean last = closed;
                List<FoundFile> files = queue.poll(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                if (files != null) {
                    return Optional.of(files);
                }
                if (last) {
                    return Optional.empty();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
