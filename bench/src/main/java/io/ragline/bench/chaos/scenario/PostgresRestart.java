package io.ragline.bench.chaos.scenario;

import io.ragline.bench.chaos.load.Load;
import io.ragline.bench.chaos.site.PostgresNode;

/** PostgreSQL crashes and comes back. */
final class PostgresRestart implements Scenario {
    @Override
    public String name() {
        return "postgres-restart";
    }

    @Override
    public String what() {
        return "crash of PostgreSQL under load, back soon";
    }

    @Override
    public void play(Act act) throws Exception {
        act.site().workers().ensure(2);
        PostgresNode postgres = act.site().postgres();
        try (Load load = act.load()) {
            for (int i = 0; i < act.scale().blows(); i++) {
                act.pauseBetween(1_000, 2_500);
                postgres.crash();
                act.pauseBetween(200, 3_000);
                postgres.start();
            }
            act.pause(act.scale().underLoad().dividedBy(2));
        }
        act.note("%d crashes".formatted(act.scale().blows()));
    }
}
