package io.ragline.bench.chaos.scenario;

import io.ragline.bench.chaos.load.Load;
import io.ragline.bench.chaos.site.JavaApp;
import java.util.List;

/** Workers are killed one after the other, and whoever supervises them starts them again. */
final class KillLoop implements Scenario {
    @Override
    public String name() {
        return "kill-loop";
    }

    @Override
    public String what() {
        return "kill -9 of supervised workers again and again";
    }

    @Override
    public void play(Act act) throws Exception {
        act.site().workers().ensure(2);
        act.untilTheEnd(act.site().workers().supervise(2));
        try (Load load = act.load()) {
            for (int i = 0; i < 1 + act.scale().blows(); i++) {
                act.pauseBetween(1_500, 4_000);
                List<JavaApp> running = act.site().workers().running();
                if (!running.isEmpty()) {
                    act.oneOf(running).kill();
                }
            }
        }
        act.note("%d kills".formatted(1 + act.scale().blows()));
    }
}
