package io.ragline.bench.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Measures how the cost of a job grows with the number of jobs stored. */
final class Growth {
    private static final int WARM_UPS = 4;
    private static final int ROUNDS = 4;
    private static final int FILL = 100_000;

    private final MeasuredQueue queue;
    private final JobProbe probe;
    private final int jobs;
    private final int pickUps;

    /**
     * @param jobs of a round; they are deleted after each step
     * @param pickUps none if 0
     */
    Growth(MeasuredQueue queue, JobProbe probe, int jobs, int pickUps) {
        this.queue = queue;
        this.probe = probe;
        this.jobs = jobs;
        this.pickUps = pickUps;
    }

    /** What kind of jobs is stored. */
    enum Stored {
        /** They wait where the workers do not look. */
        WAITING,
        /** They have succeeded or failed, and are kept. */
        ENDED
    }

    List<GrowthStep> measure(Stored kind, List<Integer> sizes) throws InterruptedException {
        queue.clear();
        warmUp();
        long empty = queue.storedBytes();
        List<GrowthStep> steps = new ArrayList<>();
        int stored = 0;
        for (int size : sizes) {
            fill(kind, stored, size);
            stored = size;
            steps.add(step(size, (queue.storedBytes() - empty) / (double) size));
        }
        queue.clear();
        return steps;
    }

    private void warmUp() throws InterruptedException {
        new Rounds(queue, probe, jobs).run(WARM_UPS);
        queue.stopWorkers();
        queue.forgetMeasured();
    }

    private void fill(Stored kind, int from, int to) {
        int stored = from;
        for (int some : Batches.of(to - from, FILL)) {
            switch (kind) {
                case WAITING -> queue.storeWaiting(some);
                case ENDED -> queue.storeEnded(some);
            }
            stored += some;
            Progress.say("  %,d of %,d %s jobs stored", stored, to, kind.name().toLowerCase(Locale.ROOT));
        }
    }

    private GrowthStep step(int stored, double bytesPerStored) throws InterruptedException {
        Rounds rounds = new Rounds(queue, probe, jobs);
        rounds.run(ROUNDS);
        Optional<Waits> waits = pickUps == 0 ? Optional.empty() : Optional.of(rounds.pickUps(pickUps, () -> 5));
        queue.stopWorkers();
        queue.forgetMeasured();
        return new GrowthStep(
                stored, 1e6 / rounds.bulk().median(), rounds.noOp().median(), waits, bytesPerStored);
    }
}
