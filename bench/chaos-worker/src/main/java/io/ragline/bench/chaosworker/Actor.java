package io.ragline.bench.chaosworker;

import io.ragline.bench.chaosworker.EffectLog.Event;
import io.ragline.catalog.AttemptSupersededException;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.lane.JobRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Does what a job orders, and writes down what became of it. */
@ApplicationScoped
class Actor {
    /** What the shell reports of a process that was killed. */
    private static final int EXIT_CODE = 137;

    private static final long SLICE_NANOS = Duration.ofMillis(50).toNanos();

    private final EffectLog log;

    Actor(EffectLog log) {
        this.log = log;
    }

    /** The step that ends a job and makes its effect visible. */
    interface Ending {
        void end() throws Exception;
    }

    /** Nothing is asked between the work and its end: the fence alone must hold off a run that counts no more. */
    void act(JobRun run, String text, Ending ending) throws Exception {
        log.write(run.attempt(), Event.STARTED);
        try {
            obey(run, Order.parse(text));
            ending.end();
            log.write(run.attempt(), Event.VISIBLE);
        } catch (AttemptSupersededException e) {
            log.write(run.attempt(), Event.SUPERSEDED);
            throw e;
        } catch (Exception e) {
            log.write(run.attempt(), Event.BROKEN_OFF);
            throw e;
        }
    }

    private static void obey(JobRun run, Order order) throws InterruptedException {
        switch (order) {
            case Order.Quick quick -> {}
            case Order.Sleep sleep -> sleep(run, sleep.howLong());
            case Order.Stubborn stubborn -> sleepWhateverComes(stubborn.howLong());
            case Order.Halt halt -> {
                sleepWhateverComes(halt.after());
                Runtime.getRuntime().halt(EXIT_CODE);
            }
            case Order.FailTransient fail -> {
                if (run.job().tries < fail.times()) {
                    throw new IllegalStateException("Ordered to fail, and to be tried again");
                }
            }
            case Order.FailPermanent fail ->
                throw new RaglineException(ErrorCode.DOCUMENT_UNREADABLE, "Ordered to fail for good");
        }
    }

    /** Forgets an interrupt, or else what ends the job would fail of it, and not be refused by the fence. */
    private static void sleepWhateverComes(Duration howLong) {
        long end = System.nanoTime() + howLong.toNanos();
        for (long left = howLong.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            Thread.interrupted();
        }
    }

    private static void sleep(JobRun run, Duration howLong) throws InterruptedException {
        long end = System.nanoTime() + howLong.toNanos();
        for (long left = howLong.toNanos(); left > 0; left = end - System.nanoTime()) {
            run.check();
            TimeUnit.NANOSECONDS.sleep(Math.min(left, SLICE_NANOS));
        }
    }
}
