package io.ragline.catalog;

import java.util.UUID;

/** This attempt at a job is no longer the one that counts: another took over, or the job was finished or cancelled. */
public class AttemptSupersededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AttemptSupersededException(UUID jobId, int attempt) {
        super("Attempt %d at job %s no longer counts: another took over, or the job has ended"
                .formatted(attempt, jobId));
    }
}
