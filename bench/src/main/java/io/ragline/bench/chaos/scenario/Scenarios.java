package io.ragline.bench.chaos.scenario;

import java.util.List;

/** All there are, in the order in which they are played. */
public final class Scenarios {
    private Scenarios() {}

    public static List<Scenario> all() {
        return List.of(
                new KillWorker(),
                new KillMaster(),
                new KillLoop(),
                new RedisRestart(),
                new RedisGone(),
                new PostgresRestart(),
                new PoisonJob(),
                new DuplicateDelivery(),
                new FrozenWorker(),
                new MemoryLimit(),
                new RedisFlushed(),
                new OldSnapshot(),
                new Terminate(),
                new CutConnections(),
                new ClockOff(),
                new Backlog());
    }
}
