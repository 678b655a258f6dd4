package io.ragline.bench.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Measures a queue of this process: rounds of many jobs, then jobs one by one. */
final class Rounds {
    private final MeasuredQueue queue;
    private final JobProbe probe;
    private final int jobs;
    private final List<Double> bulk = new ArrayList<>();
    private final List<Double> noOp = new ArrayList<>();

    Rounds(MeasuredQueue queue, JobProbe probe, int jobs) {
        this.queue = queue;
        this.probe = probe;
        this.jobs = jobs;
    }

    /** Enqueues while nobody works, then lets the workers run until all is done; they go on after the last round. */
    void run(int rounds) throws InterruptedException {
        for (int round = 1; round <= rounds; round++) {
            if (round > 1) {
                queue.stopWorkers();
            }
            probe.expect(jobs);
            long start = System.nanoTime();
            queue.enqueueAll(jobs);
            bulk.add(jobs / ((System.nanoTime() - start) / 1e9));
            queue.startWorkers();
            noOp.add(probe.awaitDrained(jobs));
            Progress.say(
                    "  round %d of %d: enqueued %,.0f/s, run %,.0f/s", round, rounds, bulk.getLast(), noOp.getLast());
        }
    }

    /** Enqueues one job after the other, each on an idle queue. */
    Waits pickUps(int count, LongSupplier pauseMs) throws InterruptedException {
        long[] waits = new long[count];
        for (int i = 0; i < count; i++) {
            TimeUnit.MILLISECONDS.sleep(pauseMs.getAsLong());
            probe.expect(1);
            queue.enqueueOne();
            waits[i] = probe.awaitAll();
        }
        return Waits.of(waits);
    }

    Rates bulk() {
        return new Rates(bulk);
    }

    Rates noOp() {
        return new Rates(noOp);
    }

    Finding finding(Waits pickUp) {
        return new Finding(queue.system(), queue.setup(), jobs, bulk(), noOp(), pickUp);
    }
}
