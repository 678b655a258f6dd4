package io.ragline.bench.chaos.scenario;

import io.ragline.bench.chaos.check.Effect;
import io.ragline.bench.chaos.check.Effect.Event;
import io.ragline.bench.chaos.check.Evidence;
import io.ragline.bench.chaos.site.Wait;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Jobs that run are put back into the queue, so that another worker runs them at the same time. */
final class DuplicateDelivery implements Scenario {
    private static final int MILLIS = 2_500;
    private static final int JOBS = 6;

    @Override
    public String name() {
        return "duplicate-delivery";
    }

    @Override
    public String what() {
        return "running jobs delivered a second time";
    }

    @Override
    public void play(Act act) throws Exception {
        act.site().workers().ensure(2);
        for (int i = 0; i < JOBS; i++) {
            act.send(act.tasks().stubborn(i % 3 == 0, MILLIS - act.random().nextInt(500)));
        }
        Wait.until(Duration.ofSeconds(5), () -> started(act).size() == JOBS);
        int again = 0;
        try (Queue queue = new Queue(act.site().redis())) {
            for (UUID job : started(act)) {
                again += queue.deliverAgain(job) ? 1 : 0;
            }
        }
        act.note("%d delivered again while they ran".formatted(again));
    }

    private static Set<UUID> started(Act act) throws IOException {
        return act.effects().stream()
                .filter(effect -> effect.event() == Event.STARTED)
                .map(Effect::jobId)
                .collect(Collectors.toSet());
    }

    @Override
    public void verify(Act act, Evidence evidence) {
        Set<UUID> once = new HashSet<>();
        long twice = evidence.effects().stream()
                .filter(effect ->
                        effect.event() == Event.STARTED && evidence.accepted().containsKey(effect.jobId()))
                .filter(effect -> !once.add(effect.jobId()))
                .count();
        long superseded = evidence.effects().stream()
                .filter(effect -> effect.event() == Event.SUPERSEDED
                        && evidence.accepted().containsKey(effect.jobId()))
                .count();
        act.note("%d second runs, %d runs refused at their end".formatted(twice, superseded));
        act.mustHaveBitten(twice > 0 && superseded > 0, "no job ran twice at the same time");
    }
}
