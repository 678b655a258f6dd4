package io.ragline.worker.ingest;

import io.ragline.job.JobEvents;
import io.ragline.model.Progress;
import io.ragline.model.Stage;
import io.ragline.worker.lane.JobRun;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far an ingest has come, and stops it when it is not wanted any more. Reading is counted as the first {@value #EXTRACTED} percent of the work, embedding as
 * the rest, since it takes longest.
 */
final class IngestProgress {
    private static final int EXTRACTED = 20;
    private static final int EMBEDDED = 99;

    private final JobEvents events;
    private final JobRun run;
    private @Nullable Progress last;

    IngestProgress(JobEvents events, JobRun run) {
        this.events = events;
        this.run = run;
    }

    /** Goes on if the job is still wanted. */
    void check() {
        run.check();
    }

    void extracted(int pages, int total) {
        tell(Stage.EXTRACT, pages, total, part(pages, total, 0, EXTRACTED));
    }

    void embedded(int pages, int total) {
        tell(Stage.EMBED, pages, total, part(pages, total, EXTRACTED, EMBEDDED));
    }

    void activating() {
        tell(Stage.ACTIVATE, 0, 1, EMBEDDED);
    }

    private static int part(int done, int total, int from, int to) {
        return total == 0 ? from : from + (int) ((long) (to - from) * Math.min(done, total) / total);
    }

    private void tell(Stage stage, int done, int total, int percent) {
        run.enter(stage);
        Progress progress = new Progress(stage, done, total, percent);
        if (!progress.equals(last)) { // the parts of a text without pages all count as its one page
            last = progress;
            events.progress(run.job().id, progress);
        }
    }
}
