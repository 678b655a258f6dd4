package io.ragline.worker.extract.child;

import io.ragline.model.Box;
import io.ragline.model.Durations;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.PageRenderer;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.child.ChildProcess.Received;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Makes pictures in child processes. They are a pool of their own, since a person waits for a picture and must not wait
 * until a long document has been read. The limits' time for a document is that for a picture.
 */
public final class ChildPageRenderer implements PageRenderer, AutoCloseable {
    private static final Duration SLICE = Duration.ofMillis(200);

    private final ExtractionPool pool;
    private final long maxPixels;

    /**
     * @param pool closed with this
     * @param maxPixels a page that would have more is {@code PAGE_IMAGE_UNAVAILABLE}
     */
    public ChildPageRenderer(ExtractionPool pool, long maxPixels) {
        this.pool = pool;
        this.maxPixels = maxPixels;
    }

    @Override
    public void draw(Source source, int page, int dpi, Path target, Runnable waiting) {
        run(new Frame.Draw(Frame.Read.of(source, false), page, dpi, maxPixels, absolute(target)), waiting);
    }

    @Override
    public void mark(Path picture, int dpi, List<Box> boxes, Path target, Runnable waiting) {
        run(new Frame.Mark(absolute(picture), dpi, boxes, absolute(target)), waiting);
    }

    private static String absolute(Path file) {
        return file.toAbsolutePath().toString();
    }

    private void run(Frame.Request request, Runnable waiting) {
        try {
            ChildProcess child = pool.acquire(waiting);
            boolean healthy = false;
            try {
                child.send(request);
                Frame outcome = await(child, waiting);
                healthy = true;
                if (outcome instanceof Frame.Failed failed) {
                    throw new RaglineException(failed.code(), failed.detail());
                }
            } finally {
                pool.release(child, healthy);
            }
        } catch (IOException e) {
            throw ChildExtractor.crashed(e);
        } catch (InterruptedException e) {
            throw ChildExtractor.cancelled(e);
        }
    }

    private Frame await(ChildProcess child, Runnable waiting) throws InterruptedException {
        Duration time = pool.limits().documentTime();
        long start = System.nanoTime();
        while (true) {
            switch (child.next(SLICE)) {
                case Received.Arrived(Frame.Done done) -> {
                    return done;
                }
                case Received.Arrived(Frame.Failed failed) -> {
                    return failed;
                }
                case Received.Arrived(Frame other) ->
                    throw ChildExtractor.crashed(new IOException("Not what was asked for: " + other));
                case Received.Ended(int exitCode) -> throw ended(exitCode);
                case Received.Nothing nothing -> {
                    if (System.nanoTime() - start > time.toNanos()) {
                        throw new RaglineException(
                                ErrorCode.EXTRACTION_TIMED_OUT,
                                "Drawing the page was given up: it took longer than %s."
                                        .formatted(Durations.inWords(time)));
                    }
                }
            }
            waiting.run();
        }
    }

    private RaglineException ended(int exitCode) {
        return exitCode == ExtractionChild.EXIT_OUT_OF_MEMORY
                ? new RaglineException(
                        ErrorCode.EXTRACTION_OUT_OF_MEMORY,
                        "Drawing the page takes more than the %d MB of memory that are allowed. Ask for fewer dpi."
                                .formatted(pool.limits().heapMegabytes()))
                : ChildExtractor.crashed(new IOException("exit code " + exitCode));
    }

    /** Ends all children, those that draw too. */
    @Override
    public void close() {
        pool.close();
    }
}
