package io.ragline.jobrunr.redis;

import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.storage.JobStats;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.StorageProviderUtils.DatabaseOptions;
import org.jobrunr.storage.navigation.AmountRequest;
import org.jspecify.annotations.Nullable;

/**
 * Stores JobRunr's jobs in Redis 6.2 or newer (or Valkey), with lanes, fairness between groups, priorities and a
 * wake-up when a job becomes ready, none of which JobRunr has. Redis must run with {@code maxmemory-policy noeviction}.
 *
 * <p>A job is a hash; sorted sets hold its id once per question that is asked about it. Everything that changes a job
 * is one Lua script under optimistic locking by version. How a job gets to exactly one server:
 *
 * <pre>
 *  save as ENQUEUED             reserve              save as PROCESSING
 * ────────────────▶ WAITING ───────────▶ RESERVED ────────────────────▶ RUNNING ───▶ any other state
 *                    ▲   ▲                 │   │                           │
 *                    │   └─ released, or ──┘   └─ unreadable ─▶ SET ASIDE  │
 *                    │      deadline passed                                │
 *                    └──── save as ENQUEUED: retried or handed back ───────┘
 * </pre>
 *
 * <p>From WAITING and RESERVED a job can also be withdrawn ({@link #withdraw}); whoever reserved it then loses its save.
 * Reserving takes, within a lane, groups in turn and then a group's jobs by priority and age; it also sweeps
 * reservations whose deadline has passed. WAITING and RESERVED are both ENQUEUED to JobRunr. Deadlines, heartbeats and
 * leases are in Redis time. A reservation that was lost to its deadline does no harm when its first owner comes late:
 * the version has moved on and its save loses.
 *
 * <p>Calls ride out an outage of Redis, see {@link RedisStorageOptions#rideOut()}; each save carries a token by which
 * Redis recognises it when it comes again because the first reply was lost. Failures end as {@link
 * org.jobrunr.storage.StorageException}. Lists come in order of updatedAt, or of scheduledAt for jobs that have one; no
 * other order is indexed.
 */
public final class RedisStorageProvider extends ClusterStorage {

    private static final Duration SHORTEST_RECURRENCE = Duration.ofSeconds(1);

    private final StorageParts parts;
    private final JobWriter writer;
    private final JobReader reader;

    /** Connects when it is first used, so Redis may still be starting. */
    public RedisStorageProvider(RedisURI redis, JobPlacement placement, RedisStorageOptions options) {
        this(redis, placement, options, InstantSource.system());
    }

    /** With a clock other than this machine's, for tests. */
    RedisStorageProvider(
            RedisURI redis, JobPlacement placement, RedisStorageOptions options, InstantSource localClock) {
        this(StorageParts.of(redis, placement, options, localClock));
    }

    private RedisStorageProvider(StorageParts parts) {
        super(parts.servers(), parts.metadata(), parts.recurringJobs());
        this.parts = parts;
        this.writer = parts.writer();
        this.reader = parts.reader();
    }

    /**
     * This storage as a server sees it that works for one lane only.
     *
     * @param workers how many jobs that server runs at once; it never holds more, not counting those that have run and whose last
     *     state is being saved
     */
    public StorageProvider lane(String lane, int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException("lane " + lane + " has " + workers + " workers, needs at least 1");
        }
        return new LaneStorageProvider(this, parts.claims(), lane, workers);
    }

    /**
     * Calls back when jobs become ready in a lane, and whenever the subscription was (re)made, because notices may have
     * been missed. The callbacks run on a network thread: they must return at once.
     *
     * @param wakeByLane the lanes to listen to
     */
    public ReadyJobsSubscription subscribeToReadyJobs(Map<String, Runnable> wakeByLane) {
        return new ReadyJobsSubscription(parts.client().client(), parts.keys(), wakeByLane);
    }

    /** Which of these jobs the queue holds in any state; jobs set aside because they cannot be read do not count. */
    public Set<UUID> knownJobs(Collection<UUID> ids) {
        return reader.known(ids);
    }

    /** Those of these jobs that wait, are scheduled or run: the ones that nobody has to enqueue again. */
    public Set<UUID> liveJobs(Collection<UUID> ids) {
        return reader.live(ids);
    }

    public boolean exists(UUID id) {
        return !reader.known(List.of(id)).isEmpty();
    }

    /**
     * Forgets those of these jobs that have yet to run: that wait or are scheduled. One that runs stays as it is.
     *
     * @return how many were forgotten
     */
    public int withdraw(Collection<UUID> ids) {
        int withdrawn = writer.withdraw(List.copyOf(ids));
        notifyIf(withdrawn > 0);
        return withdrawn;
    }

    /** Those of these jobs that run on a server, or did when they were last heard of. */
    public Set<UUID> runningJobs(Collection<UUID> ids) {
        return reader.inStates(ids, Set.of(StateName.PROCESSING));
    }

    /** How many jobs wait in a lane. */
    public long readyCount(String lane) {
        return reader.readyCount(lane);
    }

    /** For how long the oldest job of a lane has been waiting; empty when none waits. */
    public Optional<Duration> oldestReadyAge(String lane) {
        return reader.oldestReadyAge(lane);
    }

    /** An estimate, from 1, of a waiting job's place in its lane; empty when the job does not wait. */
    public OptionalLong queuePosition(UUID id) {
        return reader.queuePosition(id);
    }

    @Override
    public StorageProviderInfo getStorageProviderInfo() {
        return new StorageInfo(this);
    }

    @Override
    public void setJobMapper(JobMapper jobMapper) {
        parts.codec().use(jobMapper);
    }

    /** Nothing to set up: Redis makes keys as they are needed. */
    @Override
    public void setUpStorageProvider(DatabaseOptions databaseOptions) {}

    @Override
    public Job save(Job job) {
        writer.save(job);
        jobsChanged();
        return job;
    }

    @Override
    public List<Job> save(List<Job> jobs) {
        writer.save(jobs);
        jobsChanged();
        return jobs;
    }

    @Override
    public Job getJobById(UUID id) {
        return reader.byId(id);
    }

    @Override
    public long countJobs(StateName state) {
        return reader.count(state);
    }

    /** No PROCESSING jobs when Redis was away meanwhile: none could have been renewed, so none looks orphaned. */
    @Override
    public List<Job> getJobList(StateName state, Instant updatedBefore, AmountRequest amountRequest) {
        if (state == StateName.PROCESSING && parts.outages().anySince(updatedBefore)) {
            return List.of();
        }
        return reader.list(state, updatedBefore, amountRequest);
    }

    @Override
    public List<Job> getJobList(StateName state, AmountRequest amountRequest) {
        return reader.list(state, null, amountRequest);
    }

    /** Takes jobs of all lanes; a server for one lane has its own view, see {@link #lane}. */
    @Override
    public List<Job> getJobsToProcess(BackgroundJobServer server, AmountRequest amountRequest) {
        List<Job> jobs = parts.claims().claim(server, null, amountRequest.getLimit());
        jobsChanged();
        return jobs;
    }

    @Override
    public List<Job> getCarbonAwareJobList(Instant deadlineBefore, AmountRequest amountRequest) {
        return reader.dueBefore(StateName.AWAITING, deadlineBefore, amountRequest);
    }

    @Override
    public List<Job> getScheduledJobs(Instant scheduledBefore, AmountRequest amountRequest) {
        return reader.dueBefore(StateName.SCHEDULED, scheduledBefore, amountRequest);
    }

    @Override
    public int deletePermanently(UUID id) {
        int deleted = writer.delete(id);
        notifyIf(deleted > 0);
        return deleted;
    }

    @Override
    public int deleteJobsPermanently(StateName state, Instant updatedBefore) {
        int deleted = writer.deleteUpdatedBefore(state, updatedBefore);
        notifyIf(deleted > 0);
        return deleted;
    }

    private void notifyIf(boolean changed) {
        if (changed) {
            jobsChanged();
        }
    }

    @Override
    public Set<String> getDistinctJobSignatures(StateName... states) {
        return reader.signatures(states);
    }

    @Override
    public @Nullable Instant getRecurringJobLatestScheduledInstant(String recurringJobId, StateName... states) {
        return reader.latestRun(recurringJobId, states);
    }

    @Override
    public JobStats getJobStats() {
        return parts.stats().read();
    }

    @Override
    public void publishTotalAmountOfSucceededJobs(int amount) {
        parts.stats().addSucceeded(amount);
    }

    @Override
    public void validatePollInterval(Duration pollInterval) {
        if (pollInterval.compareTo(parts.options().minPollInterval()) < 0) {
            throw new IllegalArgumentException("pollInterval " + pollInterval + " is less than "
                    + parts.options().minPollInterval());
        }
    }

    @Override
    public void validateRecurringJobInterval(Duration durationBetweenRecurringJobInstances) {
        if (durationBetweenRecurringJobInstances.compareTo(SHORTEST_RECURRENCE) < 0) {
            throw new IllegalArgumentException("a job cannot recur every " + durationBetweenRecurringJobInstances
                    + ", at most every " + SHORTEST_RECURRENCE);
        }
    }

    @Override
    public void close() {
        super.close();
        parts.link().close();
        parts.client().close();
    }

    private static final class StorageInfo extends StorageProviderInfo {
        StorageInfo(StorageProvider storage) {
            super(storage);
        }
    }
}
