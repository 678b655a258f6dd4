package io.ragline.worker.query;

import io.ragline.job.JobEvents;
import io.ragline.worker.chat.ChatListener;
import io.ragline.worker.lane.JobRun;
import java.util.UUID;

/**
 * Tells those who watch a job how its answer goes on: the first words at once, later ones together for a few dozen milliseconds, for
 * an event each would cost more than it is worth.
 */
final class TokenRelay implements ChatListener, AutoCloseable {
    private static final long TOGETHER_NANOS = 30_000_000;

    private final JobRun run;
    private final UUID jobId;
    private final JobEvents events;
    private final StringBuilder waiting = new StringBuilder();
    private long told;
    private boolean any;

    TokenRelay(JobRun run, JobEvents events) {
        this.run = run;
        this.jobId = run.job().id;
        this.events = events;
    }

    @Override
    public synchronized void text(String text) {
        waiting.append(text);
        tellIfDue();
    }

    @Override
    public synchronized void restart(String why) {
        waiting.setLength(0);
        if (any) {
            events.restart(jobId, why);
            any = false;
        }
    }

    @Override
    public synchronized void check() {
        run.check();
        tellIfDue();
    }

    private void tellIfDue() {
        if (!any || System.nanoTime() - told >= TOGETHER_NANOS) {
            tell();
        }
    }

    private void tell() {
        if (!waiting.isEmpty()) {
            events.token(jobId, waiting.toString());
            waiting.setLength(0);
            told = System.nanoTime();
            any = true;
        }
    }

    @Override
    public synchronized void close() {
        tell();
    }
}
