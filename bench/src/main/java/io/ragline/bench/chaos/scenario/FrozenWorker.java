package io.ragline.bench.chaos.scenario;

import io.ragline.bench.chaos.check.Effect;
import io.ragline.bench.chaos.check.Effect.Event;
import io.ragline.bench.chaos.check.Evidence;
import io.ragline.bench.chaos.site.JavaApp;
import io.ragline.bench.chaos.site.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A worker stops in its tracks for longer than its lease, and then goes on as if nothing had happened: what it was about to
 * write must not come over what the one that took over wrote.
 */
final class FrozenWorker implements Scenario {
    private static final int MILLIS = 2_000;
    private static final int JOBS = 10;
    private static final Duration LATE_LIMIT = Duration.ofSeconds(20);
    private static final Duration TAKE_OVER_LIMIT = Duration.ofSeconds(40);

    @Override
    public String name() {
        return "frozen-worker";
    }

    @Override
    public String what() {
        return "SIGSTOP of a worker for longer than its lease, then SIGCONT";
    }

    @Override
    public void play(Act act) throws Exception {
        List<JavaApp> workers = act.site().workers().ensure(2);
        JavaApp frozen = act.oneOf(workers);
        for (int i = 0; i < JOBS; i++) {
            act.send(act.tasks().stubborn(i % 3 == 0, MILLIS));
        }
        Wait.require(
                "the worker has jobs",
                Duration.ofSeconds(20),
                () -> !running(act, frozen).isEmpty());
        frozen.freeze();
        Set<UUID> held = running(act, frozen);
        boolean takenOver;
        try {
            takenOver = Wait.until(
                    TAKE_OVER_LIMIT, () -> visibleElsewhere(act, frozen).containsAll(held));
        } finally {
            frozen.unfreeze();
        }
        // what it was about to write comes now
        Wait.until(LATE_LIMIT, () -> running(act, frozen).isEmpty());
        act.note("%d jobs held by the frozen worker".formatted(held.size()));
        act.check(
                takenOver,
                "another worker takes over",
                "not within %d s for all of %s".formatted(TAKE_OVER_LIMIT.toSeconds(), held));
    }

    private static Set<UUID> running(Act act, JavaApp worker) throws Exception {
        List<Effect> effects = act.effects();
        Set<UUID> ended = effects.stream()
                .filter(effect -> effect.pid() == worker.pid() && effect.event().isEnd())
                .map(Effect::jobId)
                .collect(Collectors.toSet());
        return effects.stream()
                .filter(effect -> effect.pid() == worker.pid() && !ended.contains(effect.jobId()))
                .map(Effect::jobId)
                .collect(Collectors.toSet());
    }

    private static Set<UUID> visibleElsewhere(Act act, JavaApp worker) throws Exception {
        return act.effects().stream()
                .filter(effect -> effect.event() == Event.VISIBLE && effect.pid() != worker.pid())
                .map(Effect::jobId)
                .collect(Collectors.toSet());
    }

    @Override
    public void verify(Act act, Evidence evidence) {
        long superseded = evidence.effects().stream()
                .filter(effect -> effect.event() == Event.SUPERSEDED
                        && evidence.accepted().containsKey(effect.jobId()))
                .count();
        act.note("%d late runs refused".formatted(superseded));
        act.mustHaveBitten(superseded > 0, "the frozen worker came to no end that could be refused");
    }
}
