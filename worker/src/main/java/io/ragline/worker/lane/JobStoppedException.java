package io.ragline.worker.lane;

/** Thrown by {@link JobRun#check} to leave the work: the run is to stop. */
public class JobStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JobStoppedException(StopReason reason) {
        super("The run was stopped: " + reason);
    }
}
