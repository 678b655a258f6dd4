package io.ragline.worker.extract.child;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.ExtractionLimits;
import io.ragline.worker.extract.Extractor;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.child.ChildProcess.Received;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/**
 * Reads in a child process. Whatever the file does to the child ends as an error of that document:
 * {@code EXTRACTION_OUT_OF_MEMORY}, {@code EXTRACTION_TIMED_OUT} or {@code EXTRACTION_CRASHED}. A sink that throws, or an
 * interrupt (a {@link CancellationException}, the interrupt flag set), kills the child.
 */
public final class ChildExtractor implements Extractor {
    private static final Duration SLICE = Duration.ofMillis(200);

    private final ExtractionPool pool;

    public ChildExtractor(ExtractionPool pool) {
        this.pool = pool;
    }

    @Override
    public void extract(Source source, PageSink sink) {
        boolean healthy = false;
        ChildProcess child = acquire(sink);
        try {
            child.send(Frame.Read.of(source, sink.wantsPictures()));
            Frame outcome = new Reading(child, pool.limits(), sink).run();
            healthy = true;
            if (outcome instanceof Frame.Failed failed) {
                throw new RaglineException(failed.code(), failed.detail());
            }
        } catch (IOException e) {
            throw crashed(e);
        } catch (InterruptedException e) {
            throw cancelled(e);
        } finally {
            pool.release(child, healthy);
        }
    }

    private ChildProcess acquire(PageSink sink) {
        try {
            return pool.acquire(sink::waiting);
        } catch (InterruptedException e) {
            throw cancelled(e);
        }
    }

    static CancellationException cancelled(InterruptedException e) {
        Thread.currentThread().interrupt();
        CancellationException cancelled = new CancellationException("Interrupted while a document was being read");
        cancelled.initCause(e);
        return cancelled;
    }

    static RaglineException crashed(Exception e) {
        return new RaglineException(
                ErrorCode.EXTRACTION_CRASHED, "The process that read the document ended unexpectedly", e);
    }

    /** One document's run, up to its last frame. */
    private static final class Reading {
        private final ChildProcess child;
        private final ExtractionLimits limits;
        private final PageSink sink;
        private Duration waited = Duration.ZERO;
        private Duration waitedForPage = Duration.ZERO;

        Reading(ChildProcess child, ExtractionLimits limits, PageSink sink) {
            this.child = child;
            this.limits = limits;
            this.sink = sink;
        }

        Frame run() throws InterruptedException {
            while (true) {
                Frame frame = await();
                switch (frame) {
                    case Frame.Pages pages -> sink.pages(pages.total());
                    case Frame.PageRead read -> sink.page(read.page());
                    case Frame.Info info -> sink.info(info.info());
                    case Frame.PictureTaken taken -> sink.picture(taken.picture());
                    case Frame.Warned warned -> sink.warning(warned.warning());
                    case Frame.Done done -> {
                        return done;
                    }
                    case Frame.Failed failed -> {
                        return failed;
                    }
                    case Frame.Request request -> throw crashed(new IOException("Not a child's frame: " + request));
                }
            }
        }

        /** Only this waiting counts as the document's time: the sink may take as long as it likes. */
        private Frame await() throws InterruptedException {
            waitedForPage = Duration.ZERO;
            while (true) {
                long start = System.nanoTime();
                Received received = child.next(SLICE);
                Duration slice = Duration.ofNanos(System.nanoTime() - start);
                waited = waited.plus(slice);
                waitedForPage = waitedForPage.plus(slice);
                switch (received) {
                    case Received.Arrived arrived -> {
                        return arrived.frame();
                    }
                    case Received.Ended ended -> throw ended(ended.exitCode());
                    case Received.Nothing nothing -> checkTime();
                }
                sink.waiting();
            }
        }

        private void checkTime() {
            if (waitedForPage.compareTo(limits.pageTime()) > 0) {
                throw timedOut("no page came for %s".formatted(limits.pageTime()));
            }
            if (waited.compareTo(limits.documentTime()) > 0) {
                throw timedOut("it took longer than %s".formatted(limits.documentTime()));
            }
        }

        private static RaglineException timedOut(String why) {
            return new RaglineException(ErrorCode.EXTRACTION_TIMED_OUT, "Reading the document was given up: " + why);
        }

        private RaglineException ended(int exitCode) {
            return exitCode == ExtractionChild.EXIT_OUT_OF_MEMORY
                    ? new RaglineException(
                            ErrorCode.EXTRACTION_OUT_OF_MEMORY,
                            "Reading the document takes more than the %d MB of memory that are allowed"
                                    .formatted(limits.heapMegabytes()))
                    : crashed(new IOException("exit code " + exitCode));
        }
    }
}
