package io.ragline.bench.chaos.scenario;

import io.lettuce.core.api.sync.RedisCommands;
import io.ragline.bench.chaos.load.Load;

/** Redis forgets everything at once. */
final class RedisFlushed implements Scenario {
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
            act.pauseBetween(700, 1_200);
            long live = act.ledger().unfinished();
            act.note("%d jobs forgotten".formatted(live));
            act.mustHaveBitten(live > 0, "no job was in the queue");
            act.site().redis().ask(RedisCommands::flushall);
            act.pause(act.scale().underLoad().dividedBy(2));
        }
    }
}
