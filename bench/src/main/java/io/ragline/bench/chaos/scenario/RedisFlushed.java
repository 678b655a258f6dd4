package io.ragline.bench.chaos.scenario;

import io.lettuce.core.api.sync.RedisCommands;
import io.ragline.bench.chaos.load.Load;
import io.ragline.bench.chaos.site.Wait;
import java.time.Duration;

/** Redis forgets everything at once. */
final class RedisFlushed implements Scenario {
    private static final int AT_STAKE = 15;

    @Override
    public String name() {
        return "redis-flushed";
    }

    @Override
    public String what() {
        return "FLUSHALL under load";
    }

    @Override
    public void play(Act act) throws Exception {
        act.site().workers().ensure(2);
        try (Load load = act.load()) {
            Wait.require("jobs wait", Duration.ofSeconds(20), () -> act.ledger().unfinished() >= AT_STAKE);
            act.pauseBetween(0, 300);
            long live = act.ledger().unfinished();
            act.note("%d jobs forgotten".formatted(live));
            act.mustHaveBitten(live > 0, "no job was in the queue");
            act.site().redis().ask(RedisCommands::flushall);
            act.pause(act.scale().underLoad().dividedBy(2));
        }
    }
}
