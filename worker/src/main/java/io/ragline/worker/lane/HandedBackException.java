package io.ragline.worker.lane;

/** The worker stops; the job goes back to the queue at once. */
class HandedBackException extends Exception {
    private static final long serialVersionUID = 1L;

    HandedBackException(Throwable cause) {
        super("The worker is stopping", cause);
    }
}
