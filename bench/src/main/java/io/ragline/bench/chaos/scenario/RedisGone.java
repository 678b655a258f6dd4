package io.ragline.bench.chaos.scenario;

import io.ragline.bench.chaos.load.Load;
import io.ragline.bench.chaos.site.RedisNode;
import io.ragline.bench.chaos.site.WorkerSettings;
import java.time.Duration;

/** Redis is away for so long that every server's heartbeat looks dead when it is back. */
final class RedisGone implements Scenario {
    private static final int SHORT = WorkerSettings.LEASE_SECONDS + 2;
    /** Beyond the 30 s for which a worker rides an outage out. */
    private static final int LONG = 45;

    @Override
    public String name() {
        return "redis-gone";
    }

    @Override
    public String what() {
        return "Redis gone for longer than the lease, with two workers";
    }

    @Override
    public void play(Act act) throws Exception {
        act.site().workers().ensure(2);
        RedisNode redis = act.site().redis();
        int seconds = act.scale().leaveBacklog() ? act.random().nextInt(SHORT, LONG) : SHORT;
        try (Load load = act.load()) {
            act.pauseBetween(1_000, 2_500);
            redis.kill();
            act.pause(Duration.ofSeconds(seconds));
            redis.start();
            act.pause(act.scale().underLoad().dividedBy(2));
        }
        act.note("gone for %d s".formatted(seconds));
    }
}
