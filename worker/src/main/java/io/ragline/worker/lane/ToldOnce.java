package io.ragline.worker.lane;

import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jobrunr.server.BackgroundJobPerformer;

/**
 * Keeps JobRunr from telling a second time, with a stack trace, how a run ended that {@link JobRuns} has logged. The rest
 * of what it logs there stays: above all that the end of a job could not be saved.
 */
final class ToldOnce implements Filter {
    /** Held, since a logger that nobody holds loses its filter. */
    private static final Logger PERFORMER = Logger.getLogger(BackgroundJobPerformer.class.getName());

    private ToldOnce() {}

    static void install() {
        PERFORMER.setFilter(new ToldOnce());
    }

    @Override
    public boolean isLoggable(LogRecord told) {
        return !(told.getThrown() instanceof RunEndedException);
    }
}
