package io.ragline.bench.chaos.scenario;

import io.ragline.bench.chaos.load.Load;
import io.ragline.bench.chaos.site.JavaApp;

/** One of two workers is killed in the middle of its work. */
final class KillWorker implements Scenario {
    @Override
    public String name() {
        return "kill-worker";
    }

    @Override
    public String what() {
        return "kill -9 of one of two workers under load";
    }

    @Override
    public void play(Act act) throws Exception {
        act.site().workers().ensure(2);
        try (Load load = act.load()) {
            act.pauseBetween(1_000, 2_500);
            JavaApp worker = act.oneOf(act.site().workers().running());
            worker.kill();
            act.pause(act.scale().underLoad());
        }
    }
}
