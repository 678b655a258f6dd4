package io.ragline.worker.rerank;

import org.jspecify.annotations.Nullable;

/** The reranker did not answer as it should; the message says why, for people, and holds nothing that the other side sent. */
public final class NotRerankedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotRerankedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
