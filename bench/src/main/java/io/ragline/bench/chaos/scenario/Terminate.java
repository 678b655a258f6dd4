package io.ragline.bench.chaos.scenario;

import io.ragline.bench.chaos.check.Effect;
import io.ragline.bench.chaos.check.Effect.Event;
import io.ragline.bench.chaos.check.Evidence;
import io.ragline.bench.chaos.check.JobRow;
import io.ragline.bench.chaos.load.Load;
import io.ragline.bench.chaos.site.JavaApp;
import io.ragline.bench.chaos.site.Wait;
import io.ragline.bench.chaos.site.WorkerSettings;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A worker is asked to stop: it finishes what it can, hands back the rest, and counts nothing against the jobs. */
final class Terminate implements Scenario {
    /** Beyond the time for which a stopping worker lets jobs go on. */
    private static final int LONG_MILLIS = 1_000 * (WorkerSettings.DRAIN_SECONDS + 4);

    private static final int STOP_SECONDS = 30;

    @Override
    public String name() {
        return "sigterm";
    }

    @Override
    public String what() {
        return "SIGTERM of one of two workers under load, with jobs longer than its drain";
    }

    @Override
    public void play(Act act) throws Exception {
        act.site().workers().ensure(2);
        for (int i = 0; i < 4; i++) {
            act.send(act.tasks().sleep(i % 2 == 0, LONG_MILLIS));
        }
        Wait.require(
                "the long jobs run",
                Duration.ofSeconds(20),
                () -> act.effects().stream()
                                .filter(effect -> effect.event() == Event.STARTED)
                                .count()
                        == 4);
        try (Load load = act.load()) {
            act.pauseBetween(500, 1_500);
            JavaApp worker = act.oneOf(act.site().workers().running());
            act.check(
                    worker.terminate(STOP_SECONDS),
                    "a worker stops when it is asked to",
                    "process %d had not after %d s".formatted(worker.pid(), STOP_SECONDS));
            checkNothingRunsOn(act, worker);
            act.pause(act.scale().underLoad().dividedBy(2));
        }
    }

    private static void checkNothingRunsOn(Act act, JavaApp worker) throws Exception {
        Map<UUID, JobRow> jobs = act.ledger().jobs();
        for (Effect effect : act.effects()) {
            JobRow job = jobs.get(effect.jobId());
            boolean runsOn = effect.pid() == worker.pid()
                    && job != null
                    && job.status().equals("running")
                    && job.attempt() == effect.attempt();
            act.check(
                    !runsOn,
                    "nothing is left running by a worker that stopped",
                    "attempt %d at job %s".formatted(effect.attempt(), effect.jobId()));
        }
    }

    @Override
    public void verify(Act act, Evidence evidence) {
        RunsOnce.verify(act, evidence, task -> task.text().startsWith("sleep " + LONG_MILLIS));
    }
}
