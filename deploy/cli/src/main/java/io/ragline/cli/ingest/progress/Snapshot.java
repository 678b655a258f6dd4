package io.ragline.cli.ingest.progress;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How far an ingest is at one moment.
 *
 * @param doneBytes of the files that came to their end
 * @param fraction of all the work, 0 to 1
 * @param left how long the rest will take, as it seems; empty while nothing can be said
 * @param running first those that the server reads, then those that are being sent
 * @param sent files that are sent, of which the server hasn't said yet that it has them
 * @param onServerRunning how many of those running the server reads
 * @param ahead how many jobs go before those of this ingest; 0 if that isn't known
 * @param note what holds things up; empty if nothing does
 */
public record Snapshot(
        Tally tally,
        long bytes,
        long doneBytes,
        double fraction,
        Optional<Duration> left,
        List<RunningFile> running,
        int sent,
        int onServerRunning,
        int ahead,
        String note) {
    public Snapshot {
        running = List.copyOf(running);
    }
}
