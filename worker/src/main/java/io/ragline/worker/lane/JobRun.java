package io.ragline.worker.lane;

import io.ragline.catalog.Attempt;
import io.ragline.catalog.JobEntity;
import io.ragline.model.Stage;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job in this process. Work asks {@link #check} often (several times a second), because that is how it is
 * stopped: no thread is ever interrupted for it, which would break an index that the thread writes to.
 */
public final class JobRun {
    private final Attempt attempt;
    private final AtomicReference<@Nullable StopReason> stopped = new AtomicReference<>();

    public JobRun(Attempt attempt) {
        this.attempt = attempt;
    }

    public Attempt attempt() {
        return attempt;
    }

    public JobEntity job() {
        return attempt.job();
    }

    /** From now on this is what the run does. */
    public void enter(Stage stage) {
        check();
        attempt.stages().enter(stage);
    }

    /**
     * Goes on if the run may go on.
     *
     * @throws JobStoppedException if not; let it pass
     */
    public void check() {
        if (stopped.get() instanceof StopReason reason) {
            throw new JobStoppedException(reason);
        }
    }

    /** Has the run stop at its next {@link #check}. The first reason stays. */
    void stop(StopReason reason) {
        stopped.compareAndSet(null, Objects.requireNonNull(reason));
    }

    @Nullable
    StopReason stopped() {
        return stopped.get();
    }
}
