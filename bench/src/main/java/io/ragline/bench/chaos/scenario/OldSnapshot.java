package io.ragline.bench.chaos.scenario;

import io.ragline.bench.chaos.load.Load;
import io.ragline.bench.chaos.site.RedisNode;
import java.nio.file.Files;
import java.nio.file.Path;

/** Redis comes back with what it knew a while ago: jobs are missing, others have long ended. */
final class OldSnapshot implements Scenario {
    @Override
    public String name() {
        return "old-snapshot";
    }

    @Override
    public String what() {
        return "Redis restored from an old snapshot under load";
    }

    @Override
    public void play(Act act) throws Exception {
        act.site().workers().ensure(2);
        RedisNode redis = act.site().redis();
        Path snapshot = act.site().folder().resolve("snapshot.aof");
        try (Load load = act.load()) {
            act.pauseBetween(700, 1_200);
            redis.snapshot(snapshot);
            act.pause(act.scale().underLoad());
            long live = act.ledger().unfinished();
            act.note("%d jobs live when it was put back".formatted(live));
            redis.kill();
            redis.restore(snapshot);
            redis.start();
            act.pause(act.scale().underLoad().dividedBy(2));
        } finally {
            Files.deleteIfExists(snapshot);
        }
    }
}
