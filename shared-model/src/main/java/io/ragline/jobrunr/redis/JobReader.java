package io.ragline.jobrunr.redis;

import static org.jobrunr.storage.StorageProviderUtils.Jobs.FIELD_SCHEDULED_AT;
import static org.jobrunr.storage.StorageProviderUtils.Jobs.FIELD_UPDATED_AT;

import io.lettuce.core.KeyValue;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ScoredValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.JobNotFoundException;
import org.jobrunr.storage.navigation.AmountRequest;
import org.jobrunr.storage.navigation.OffsetBasedPageRequest;
import org.jobrunr.storage.navigation.OrderTerm;
import org.jspecify.annotations.Nullable;

/** Finds, lists and counts jobs. */
final class JobReader {

    private static final Set<StateName> LIVE =
            Set.of(StateName.AWAITING, StateName.SCHEDULED, StateName.ENQUEUED, StateName.PROCESSING);

    private static final LuaScript ESTIMATE_QUEUE_POSITION = LuaScript.onJobs("estimate-queue-position");

    private final RedisLink link;
    private final Keys keys;
    private final RedisClock clock;
    private final JobCodec codec;

    JobReader(RedisLink link, Keys keys, RedisClock clock, JobCodec codec) {
        this.link = link;
        this.keys = keys;
        this.clock = clock;
        this.codec = codec;
    }

    Job byId(UUID id) {
        @Nullable String json = link.call(redis -> redis.hget(keys.job(id), "json"));
        if (json == null) {
            throw new JobNotFoundException(id);
        }
        return codec.read(json);
    }

    /** In order of updatedAt, or of scheduledAt where that is asked for and the state has one. */
    List<Job> list(StateName state, @Nullable Instant updatedBefore, AmountRequest page) {
        OrderTerm order = order(page);
        boolean byDueTime = order.getFieldName().equals(FIELD_SCHEDULED_AT) && hasDueTime(state);
        if (updatedBefore == null) {
            return inOrder(byDueTime ? keys.due(state) : keys.state(state), state, Range.unbounded(), order, page);
        }
        return inOrder(keys.state(state), state, before(updatedBefore), order, page);
    }

    /** Always in order of the time that they are due. */
    List<Job> dueBefore(StateName state, Instant dueBefore, AmountRequest page) {
        return inOrder(keys.due(state), state, before(dueBefore), order(page), page);
    }

    private List<Job> inOrder(String index, StateName state, Range<Long> range, OrderTerm order, AmountRequest page) {
        Limit limit = Limit.create(offset(page), page.getLimit());
        List<String> ids = link.call(redis -> order.getOrder() == OrderTerm.Order.ASC
                ? redis.zrangebyscore(index, range, limit)
                : redis.zrevrangebyscore(index, range, limit));
        List<List<KeyValue<String, String>>> stored =
                link.callEach(ids, (redis, id) -> redis.hmget(keys.prefix() + "job:" + id, "state", "json"));
        List<Job> jobs = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            KeyValue<String, String> json = stored.get(i).get(1);
            // a job may have moved on since its id was listed
            if (json.hasValue() && stored.get(i).get(0).getValue().equals(state.name())) {
                @Nullable Job job = codec.readOrNull(UUID.fromString(ids.get(i)), json.getValue());
                if (job != null) {
                    jobs.add(job);
                }
            }
        }
        return jobs;
    }

    private Range<Long> before(Instant instant) {
        return Range.from(Range.Boundary.unbounded(), Range.Boundary.excluding(clock.toRedis(instant)));
    }

    private static OrderTerm order(AmountRequest page) {
        List<OrderTerm> terms = page.getAllOrderTerms(Set.of(FIELD_UPDATED_AT, FIELD_SCHEDULED_AT));
        return terms.isEmpty() ? new OrderTerm(FIELD_UPDATED_AT, OrderTerm.Order.ASC) : terms.get(0);
    }

    private static long offset(AmountRequest page) {
        return page instanceof OffsetBasedPageRequest offsetBased ? offsetBased.getOffset() : 0;
    }

    private static boolean hasDueTime(StateName state) {
        return state == StateName.SCHEDULED || state == StateName.AWAITING;
    }

    long count(StateName state) {
        return link.call(redis -> redis.zcard(keys.state(state)));
    }

    Set<String> signatures(StateName... states) {
        Set<String> signatures = new HashSet<>();
        link.callEach(List.of(states), (redis, state) -> redis.hkeys(keys.signatures(state)))
                .forEach(signatures::addAll);
        return signatures;
    }

    @Nullable
    Instant latestRun(String recurringJobId, StateName... states) {
        OptionalLong latest = link
                .callEach(
                        List.of(StateName.getStateNames(states)),
                        (redis, state) -> redis.zrevrangeWithScores(keys.runs(state, recurringJobId), 0, 0))
                .stream()
                .flatMap(List::stream)
                .mapToLong(run -> (long) run.getScore())
                .max();
        return latest.isPresent() ? clock.fromRedis(latest.getAsLong()) : null;
    }

    Set<UUID> known(Collection<UUID> ids) {
        List<UUID> asked = List.copyOf(ids);
        List<Long> counts = link.callEach(asked, (redis, id) -> redis.exists(keys.job(id)));
        Set<UUID> known = new HashSet<>();
        for (int i = 0; i < asked.size(); i++) {
            if (counts.get(i) > 0) {
                known.add(asked.get(i));
            }
        }
        return known;
    }

    /** Those of the jobs that the queue will still run, or is running. */
    Set<UUID> live(Collection<UUID> ids) {
        return inStates(ids, LIVE);
    }

    /** Those of the jobs that are in one of the states. */
    Set<UUID> inStates(Collection<UUID> ids, Set<StateName> wanted) {
        List<UUID> asked = List.copyOf(ids);
        List<String> states = link.callEach(asked, (redis, id) -> redis.hget(keys.job(id), "state"));
        Set<UUID> found = new HashSet<>();
        for (int i = 0; i < asked.size(); i++) {
            if (states.get(i) != null && wanted.contains(StateName.valueOf(states.get(i)))) {
                found.add(asked.get(i));
            }
        }
        return found;
    }

    long readyCount(String lane) {
        return link.call(redis -> redis.zcard(keys.lane(lane)));
    }

    Optional<Duration> oldestReadyAge(String lane) {
        List<ScoredValue<String>> oldest = link.call(redis -> redis.zrangeWithScores(keys.lane(lane), 0, 0));
        return oldest.stream()
                .findFirst()
                .map(job -> Duration.between(clock.fromRedis(1000 * (long) job.getScore()), clock.now()))
                .map(age -> age.isNegative() ? Duration.ZERO : age);
    }

    OptionalLong queuePosition(UUID id) {
        @Nullable
        Long position = link.runForNumber(
                ESTIMATE_QUEUE_POSITION, List.of(keys.job(id)), List.of(keys.prefix(), id.toString()));
        return position == null ? OptionalLong.empty() : OptionalLong.of(position);
    }
}
