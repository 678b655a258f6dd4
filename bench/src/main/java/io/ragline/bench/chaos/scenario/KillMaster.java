package io.ragline.bench.chaos.scenario;

import io.ragline.bench.chaos.load.Load;
import io.ragline.bench.chaos.site.JavaApp;
import java.util.Optional;

/**
 * The worker is killed whose server JobRunr made its master, which is the one that looks for dead servers and orphaned
 * jobs.
 */
final class KillMaster implements Scenario {
    private static final String SERVERS = "{rq}:servers:first-heartbeat";

    @Override
    public String name() {
        return "kill-master";
    }

    @Override
    public String what() {
        return "kill -9 of the worker that is JobRunr's master, under load";
    }

    @Override
    public void play(Act act) throws Exception {
        act.site().workers().ensure(2);
        try (Load load = act.load()) {
            act.pauseBetween(1_000, 2_500);
            Optional<JavaApp> master = master(act);
            act.mustHaveBitten(master.isPresent(), "no running worker is the master");
            if (master.isPresent()) {
                master.get().kill();
            }
            act.pause(act.scale().underLoad());
        }
    }

    /** A server's name ends with the number of its process. */
    private static Optional<JavaApp> master(Act act) {
        String name = act.site().redis().ask(redis -> {
            String longestRunning = redis.zrange(SERVERS, 0, 0).getFirst();
            return redis.hget("{rq}:server:" + longestRunning, "name");
        });
        return act.site().workers().running().stream()
                .filter(worker -> name.endsWith(" " + worker.pid()))
                .findFirst();
    }
}
