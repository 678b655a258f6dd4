package io.ragline.bench.chaos.scenario;

import io.ragline.bench.chaos.check.Evidence;
import io.ragline.bench.chaos.check.JobRow;
import io.ragline.bench.chaos.load.Task;
import io.ragline.bench.chaos.load.Task.Expected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One job takes down every worker that tries it, among jobs that are fine and run beside it. */
final class PoisonJob implements Scenario {
    private static final int MAX_DEATHS = 3;
    private static final int NEIGHBOURS = 12;
    private static final int STRIKES_AFTER_MS = 700;

    @Override
    public String name() {
        return "poison";
    }

    @Override
    public String what() {
        return "a job that takes its worker down, among good ones";
    }

    @Override
    public void play(Act act) throws Exception {
        act.site().workers().ensure(2);
        act.untilTheEnd(act.site().workers().supervise(2));
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < NEIGHBOURS; i++) {
            // long enough to be running whenever the poison strikes
            tasks.add(act.tasks().sleep(i % 4 == 0, 2_000 + act.random().nextInt(1_500)));
        }
        // it strikes late enough for those sent before and after it to have begun, even on a busy machine
        tasks.add(3 + act.random().nextInt(3), act.tasks().halt(STRIKES_AFTER_MS));
        for (Task task : tasks) {
            act.send(task);
        }
    }

    @Override
    public void verify(Act act, Evidence evidence) {
        int neighboursKilled = 0;
        for (Map.Entry<UUID, Task> accepted : evidence.accepted().entrySet()) {
            JobRow job = evidence.jobs().get(accepted.getKey());
            if (job == null) {
                continue; // which breaks a rule of its own
            }
            if (accepted.getValue().expected() == Expected.POISONED) {
                act.check(
                        job.deaths() == MAX_DEATHS,
                        "poison is set aside after %d deaths".formatted(MAX_DEATHS),
                        "job %s was after %d".formatted(job.id(), job.deaths()));
            } else if (job.deaths() > 0) {
                neighboursKilled++;
            }
        }
        act.note("%d neighbours died with it at least once".formatted(neighboursKilled));
        act.mustHaveBitten(neighboursKilled > 0, "no neighbour was running when the poison struck");
    }
}
