package io.ragline.bench.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.Paging;
import org.jobrunr.storage.navigation.AmountRequest;

/** Measures for how long purging ended jobs keeps others waiting, who ask the same Redis for something else. */
final class Purge {
    private static final Duration IDLE = Duration.ofSeconds(3);
    private static final int FILL = 100_000;
    private static final int RETENTION_SHARE = 10;

    private final RaglineQueue queue;
    private final JobProbe probe;

    Purge(RaglineQueue queue, JobProbe probe) {
        this.queue = queue;
        this.probe = probe;
    }

    /** First what the others feel when nothing is purged, then by the store's own call, then by JobRunr's task. */
    List<PurgeFinding> measure(int jobs) throws InterruptedException {
        List<PurgeFinding> findings = new ArrayList<>();
        fill(jobs);
        queue.startWorkers();
        findings.add(watch("nothing is purged", () -> {
            TimeUnit.MILLISECONDS.sleep(IDLE.toMillis());
            return 0;
        }));
        findings.add(watch("deleteJobsPermanently", this::deleteEnded));
        queue.stopWorkers();
        int fewer = Math.max(1, jobs / RETENTION_SHARE);
        fill(fewer);
        queue.startWorkers(Duration.ofSeconds(1));
        findings.add(watch("JobRunr's retention", this::awaitRetention));
        queue.stopWorkers();
        queue.clear();
        return findings;
    }

    private void fill(int jobs) {
        queue.clear();
        int stored = 0;
        for (int some : Batches.of(jobs, FILL)) {
            queue.storeEnded(some);
            stored += some;
            Progress.say("  %,d of %,d ended jobs stored", stored, jobs);
        }
    }

    private long deleteEnded() {
        Instant now = Instant.now();
        return queue.storage().deleteJobsPermanently(StateName.SUCCEEDED, now)
                + queue.storage().deleteJobsPermanently(StateName.FAILED, now);
    }

    /** JobRunr moves succeeded jobs to the state DELETED, and later deletes them; failed ones stay. */
    private long awaitRetention() throws InterruptedException {
        long stored = queue.storage().countJobs(StateName.SUCCEEDED);
        awaitNoneBefore(Instant.now(), StateName.SUCCEEDED);
        awaitNoneBefore(Instant.now(), StateName.DELETED);
        return stored;
    }

    private void awaitNoneBefore(Instant end, StateName state) throws InterruptedException {
        AmountRequest one = Paging.AmountBasedList.ascOnUpdatedAt(1);
        while (!queue.storage().getJobList(state, end, one).isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private PurgeFinding watch(String how, Purging purging) throws InterruptedException {
        RedisConsole console = queue.console();
        console.watch();
        Sampler ping = Sampler.start("bench-ping", 1, this::ping);
        Sampler pickUp = Sampler.start("bench-pick-up", 5, this::pickUp);
        long start = System.nanoTime();
        long purged = purging.purge();
        double seconds = (System.nanoTime() - start) / 1e9;
        PurgeFinding finding = new PurgeFinding(
                how, purged, seconds, ping.stop(), pickUp.stop(), console.commandTimes(), console.longestStall());
        Progress.say("  %s: %,d jobs in %.1f s", how, purged, seconds);
        return finding;
    }

    private long ping() {
        long start = System.nanoTime();
        queue.console().commands().ping();
        return System.nanoTime() - start;
    }

    private long pickUp() throws InterruptedException {
        probe.expect(1);
        queue.enqueueOne();
        return probe.awaitAll();
    }

    /** Purges jobs and says how many. */
    private interface Purging {
        long purge() throws InterruptedException;
    }
}
