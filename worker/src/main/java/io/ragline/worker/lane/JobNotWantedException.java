package io.ragline.worker.lane;

import org.jspecify.annotations.Nullable;

/** The run counts no more, because the job was cancelled while it ran. */
final class JobNotWantedException extends RunEndedException {
    private static final long serialVersionUID = 1L;

    private final boolean wantedAgain;

    /** @param wantedAgain whether somebody has asked meanwhile for the job to be run after all */
    JobNotWantedException(boolean wantedAgain, @Nullable Throwable cause) {
        super("The job was cancelled", cause);
        this.wantedAgain = wantedAgain;
    }

    boolean wantedAgain() {
        return wantedAgain;
    }
}
