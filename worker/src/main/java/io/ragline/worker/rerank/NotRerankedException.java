package io.ragline.worker.rerank;

import io.ragline.worker.guard.ServiceFailure;
import org.jspecify.annotations.Nullable;

/** The reranker did not answer as it should; the message says why, for people, and holds nothing that the other side sent. */
public final class NotRerankedException extends RuntimeException implements ServiceFailure {
    private static final long serialVersionUID = 1L;

    public NotRerankedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** For another question; the same one is not asked again. */
    @Override
    public boolean mayPass() {
        return true;
    }
}
