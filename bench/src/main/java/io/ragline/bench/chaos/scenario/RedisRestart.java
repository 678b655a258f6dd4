package io.ragline.bench.chaos.scenario;

import io.ragline.bench.chaos.load.Load;
import io.ragline.bench.chaos.site.RedisNode;

/** Redis dies and comes back with its append-only file. */
final class RedisRestart implements Scenario {
    @Override
    public String name() {
        return "redis-restart";
    }

    @Override
    public String what() {
        return "kill -9 of Redis under load, back soon with its append-only file";
    }

    @Override
    public void play(Act act) throws Exception {
        act.site().workers().ensure(2);
        RedisNode redis = act.site().redis();
        try (Load load = act.load()) {
            for (int i = 0; i < act.scale().blows(); i++) {
                act.pauseBetween(1_000, 2_500);
                redis.kill();
                act.pauseBetween(200, 2_000);
                redis.start();
            }
            act.pause(act.scale().underLoad().dividedBy(2));
        }
        act.note("%d restarts".formatted(act.scale().blows()));
    }
}
