package io.ragline.worker.extract.child;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.Extractor;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.Source;
import java.io.IOException;
import java.util.concurrent.CancellationException;

/**
 * Reads in a child process. Whatever the file does to the child ends as an error of that document:
 * {@code EXTRACTION_OUT_OF_MEMORY}, {@code EXTRACTION_TIMED_OUT}, {@code EXTRACTION_TOO_LARGE} or
 * {@code EXTRACTION_CRASHED}. A sink that throws, or an interrupt (a {@link CancellationException}, the interrupt flag
 * set), kills the child.
 */
public final class ChildExtractor implements Extractor {
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
}
