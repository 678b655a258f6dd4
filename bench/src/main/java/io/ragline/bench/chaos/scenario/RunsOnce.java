package io.ragline.bench.chaos.scenario;

import io.ragline.bench.chaos.check.Effect;
import io.ragline.bench.chaos.check.Effect.Event;
import io.ragline.bench.chaos.check.Evidence;
import io.ragline.bench.chaos.check.JobRow;
import io.ragline.bench.chaos.load.Task;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * For scenarios after which nothing has a reason to run twice: a job is run once, and once more for each time that its text
 * orders it to fail; no worker counts as dead.
 */
final class RunsOnce {
    private RunsOnce() {}

    /** @param broken whether a run of that task may have been broken off, so that there is another */
    static void verify(Act act, Evidence evidence, Predicate<Task> broken) {
        Map<UUID, Long> runs = evidence.effects().stream()
                .filter(effect -> effect.event() == Event.STARTED)
                .collect(Collectors.groupingBy(Effect::jobId, Collectors.counting()));
        evidence.accepted().forEach((id, task) -> {
            JobRow job = evidence.jobs().get(id);
            if (job == null) {
                return; // which breaks a rule of its own
            }
            int ordered = task.text().startsWith("fail-transient") ? 1 : 0;
            act.check(
                    job.tries() == ordered && job.deaths() == 0,
                    "what is no fault of the job's does not count against it",
                    "job %s has %d tries and %d deaths; its order was '%s'"
                            .formatted(id, job.tries(), job.deaths(), task.text()));
            long ran = runs.getOrDefault(id, 0L);
            act.check(
                    ran == ordered + 1 || broken.test(task),
                    "nothing runs twice without need",
                    "job %s was run %d times; its order was '%s'".formatted(id, ran, task.text()));
        });
    }
}
