package io.ragline.worker.lane;

/** The worker stops; the job goes back to the queue at once. */
final class HandedBackException extends RunEndedException {
    private static final long serialVersionUID = 1L;

    HandedBackException(Throwable cause) {
        super("The worker is stopping", cause);
    }
}
