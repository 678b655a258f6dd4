package io.ragline.jobrunr.redis;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.JobStats;
import org.jspecify.annotations.Nullable;

/** How many jobs there are: sizes of sets, which cannot drift from the jobs, and a counter of all that ever succeeded. */
final class JobStatsReader {

    private static final LuaScript ADD_SUCCEEDED = LuaScript.named("add-succeeded-jobs");

    private final RedisLink link;
    private final Keys keys;
    private final RedisClock clock;
    private final WriteTokens tokens = new WriteTokens();

    JobStatsReader(RedisLink link, Keys keys, RedisClock clock) {
        this.link = link;
        this.keys = keys;
        this.clock = clock;
    }

    JobStats read() {
        Instant start = clock.now();
        List<StateName> states = List.of(StateName.values());
        List<Long> counts = link.callEach(states, (redis, state) -> redis.zcard(keys.state(state)));
        Map<StateName, Long> byState = new EnumMap<>(StateName.class);
        for (int i = 0; i < states.size(); i++) {
            byState.put(states.get(i), counts.get(i));
        }
        @Nullable String everSucceeded = link.call(redis -> redis.hget(keys.succeededJobs(), "count"));
        return new JobStats(
                start,
                counts.stream().mapToLong(Long::longValue).sum(),
                byState.get(StateName.AWAITING),
                byState.get(StateName.SCHEDULED),
                byState.get(StateName.ENQUEUED),
                byState.get(StateName.PROCESSING),
                byState.get(StateName.FAILED),
                byState.get(StateName.SUCCEEDED),
                everSucceeded == null ? 0 : Long.parseLong(everSucceeded),
                byState.get(StateName.DELETED),
                link.call(redis -> redis.hlen(keys.recurringJobs())).intValue(),
                link.call(redis -> redis.zcard(keys.serversByFirstHeartbeat())).intValue());
    }

    void addSucceeded(int amount) {
        link.run(ADD_SUCCEEDED, List.of(keys.succeededJobs()), List.of(tokens.next(), Integer.toString(amount)));
    }
}
