package io.ragline.bench.chaos.scenario;

import io.ragline.bench.chaos.load.Reply;
import io.ragline.bench.chaos.site.RedisNode;
import io.ragline.bench.chaos.site.Wait;
import java.time.Duration;
import java.util.Optional;

/** Redis is full: new work is refused with a reason, accepted work is done, and when there is room all is well. */
final class MemoryLimit implements Scenario {
    private static final int ROOM_BYTES = 64 * 1024;
    private static final int QUEUED_BEFORE = 40;
    private static final int MOST_SENT = 3_000;
    private static final int REFUSALS = 5;
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "memory-limit";
    }

    @Override
    public String what() {
        return "Redis at its memory limit, then with room again";
    }

    @Override
    public void play(Act act) throws Exception {
        act.site().workers().ensure(2);
        RedisNode redis = act.site().redis();
        for (int i = 0; i < QUEUED_BEFORE; i++) {
            act.send(act.tasks().sleep(i % 3 == 0, 200 + act.random().nextInt(300)));
        }
        limit(redis, used(redis) + ROOM_BYTES);
        try {
            int refused = fill(act);
            act.mustHaveBitten(refused == REFUSALS, "only %d of %d were refused".formatted(refused, REFUSALS));
            act.check(
                    Wait.until(DRAIN_LIMIT, () -> act.ledger().unfinished() == 0),
                    "accepted work is done while Redis is full",
                    "%d jobs had not ended after %d s".formatted(act.ledger().unfinished(), DRAIN_LIMIT.toSeconds()));
        } finally {
            limit(redis, 0);
        }
        act.send(act.tasks().sleep(false, 10));
        act.send(act.tasks().sleep(true, 10));
    }

    /** Sends until a few were refused in a row. Returns how many were. */
    private static int fill(Act act) throws InterruptedException {
        int refused = 0;
        for (int i = 0; i < MOST_SENT && refused < REFUSALS; i++) {
            Optional<Reply> reply = act.api().send(act.tasks().sleep(i % 3 == 0, 10));
            if (reply.isPresent() && reply.get().isAccepted()) {
                refused = 0;
                continue;
            }
            refused++;
            act.check(
                    reply.isPresent() && reply.get().isCleanRefusal(),
                    "new work is refused with a problem that says when to come again",
                    "the answer was " + reply);
        }
        return refused;
    }

    private static long used(RedisNode redis) {
        return redis.ask(commands -> commands.info("memory"))
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElseThrow();
    }

    private static void limit(RedisNode redis, long bytes) {
        redis.ask(commands -> commands.configSet("maxmemory", Long.toString(bytes)));
    }
}
