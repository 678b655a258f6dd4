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
import org.jobrunr.jobs.RecurringJob;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.storage.BackgroundJobServerStatus;
import org.jobrunr.storage.JobRunrMetadata;
import org.jobrunr.storage.JobStats;
import org.jobrunr.storage.RecurringJobsResult;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.StorageProviderUtils.DatabaseOptions;
import org.jobrunr.storage.listeners.StorageProviderChangeListener;
import org.jobrunr.storage.navigation.AmountRequest;
import org.jspecify.annotations.Nullable;

/**
 * Stores JobRunr's jobs in Redis 6.2 or newer (or Valkey), with lanes, fairness between groups, priorities and a wake-up when
 * a job becomes ready, none of which JobRunr has. Redis must run with {@code maxmemory-policy noeviction}.
 *
 * <p>A job is a hash; sorted sets hold its id once per question that is asked about it. Everything that changes a job is one
 * Lua script under optimistic locking by version. How a job gets to exactly one server:
 *
 * <pre>
 *              save as ENQUEUED                reserve                   save as PROCESSING
 *   (any) ──────────────────────▶ WAITING ──────────────────▶ RESERVED ──────────────────────▶ RUNNING
 *                                    ▲        by lane, then       │                               │
 *                                    │        group in turn, then │                               │
 *                                    │        priority and age    │                               │
 *                                    ├────────────────────────────┤ released, or deadline passed: │
 *                                    │                            │ swept by the next reserve     │
 *                                    │                            ▼ unreadable                    │
 *                                    │                        SET ASIDE                           │
 *                                    └────────────────────────────────────────────────────────────┘
 *                                          saved as ENQUEUED again: retried, handed back or orphaned
 * </pre>
 *
 * WAITING and RESERVED are both ENQUEUED to JobRunr. Deadlines, heartbeats and leases are in Redis time. A reservation that
 * was lost to its deadline does no harm when its first owner comes late: the version has moved on and its save loses.
 *
 * <p>Calls ride out an outage of Redis, see {@link RedisStorageOptions#rideOut()}; each save carries a token by which Redis
 * recognises it when it comes again because the first reply was lost. Failures end as
 * {@link org.jobrunr.storage.StorageException}. Lists come in order of updatedAt, or of scheduledAt for jobs that have one;
 * no other order is indexed.
 */
public final class RedisStorageProvider implements StorageProvider {

    private static final Duration SHORTEST_RECURRENCE = Duration.ofSeconds(1);

    private final RedisStorageOptions options;
    private final RedisClientHolder client;
    private final Outages outages;
    private final RedisLink link;
    private final Keys keys;
    private final JobCodec codec = new JobCodec();
    private final JobWriter writer;
    private final JobReader reader;
    private final JobStatsReader stats;
    private final JobClaims claims;
    private final ServerRegistry servers;
    private final MetadataStore metadata;
    private final RecurringJobStore recurringJobs;
    private final ChangeNotifier changes;

    public RedisStorageProvider(RedisURI redis, JobPlacement placement, RedisStorageOptions options) {
        this(redis, placement, options, InstantSource.system());
    }

    /** With a clock other than this machine's, for tests. */
    RedisStorageProvider(
            RedisURI redis, JobPlacement placement, RedisStorageOptions options, InstantSource localClock) {
        this.options = options;
        this.keys = new Keys(options.keyPrefix());
        this.outages = new Outages(localClock);
        this.client = RedisClientHolder.create(redis, options);
        this.link = new RedisLink(client.client(), options, outages);
        RedisClock clock = new RedisClock(link, localClock);
        this.writer = new JobWriter(link, keys, clock, codec, placement, options.maxJobsPerScript());
        this.reader = new JobReader(link, keys, clock, codec);
        this.stats = new JobStatsReader(link, keys, clock);
        Reservations reservations =
                new Reservations(link, keys, options.reservationTimeout(), options.maxJobsPerScript());
        this.claims = new JobClaims(reservations, writer, codec);
        this.servers = new ServerRegistry(link, keys, clock, outages);
        this.metadata = new MetadataStore(link, keys, clock);
        this.recurringJobs = new RecurringJobStore(link, keys, codec);
        this.changes = new ChangeNotifier(this);
    }

    /**
     * This storage as a server sees it that works for one lane only.
     *
     * @param workers how many jobs that server runs at once; it never holds more
     */
    public StorageProvider lane(String lane, int workers) {
        return new LaneStorageProvider(this, claims, lane, workers);
    }

    /**
     * Calls back when jobs become ready in a lane, and whenever the subscription was (re)made, because notices may have been
     * missed. The callbacks run on a network thread: they must return at once.
     *
     * @param wakeByLane the lanes to listen to
     */
    public ReadyJobsSubscription subscribeToReadyJobs(Map<String, Runnable> wakeByLane) {
        return new ReadyJobsSubscription(client.client(), keys, wakeByLane);
    }

    /** Which of these jobs the queue holds in any state; jobs set aside because they cannot be read do not count. */
    public Set<UUID> knownJobs(Collection<UUID> ids) {
        return reader.known(ids);
    }

    public boolean exists(UUID id) {
        return !reader.known(List.of(id)).isEmpty();
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
        codec.use(jobMapper);
    }

    /** Nothing to set up: Redis makes keys as they are needed. */
    @Override
    public void setUpStorageProvider(DatabaseOptions databaseOptions) {}

    @Override
    public void addJobStorageOnChangeListener(StorageProviderChangeListener listener) {
        changes.add(listener);
    }

    @Override
    public void removeJobStorageOnChangeListener(StorageProviderChangeListener listener) {
        changes.remove(listener);
    }

    @Override
    public void announceBackgroundJobServer(BackgroundJobServerStatus server) {
        servers.announce(server);
    }

    @Override
    public boolean signalBackgroundJobServerAlive(BackgroundJobServerStatus server) {
        return servers.signalAlive(server);
    }

    @Override
    public void signalBackgroundJobServerStopped(BackgroundJobServerStatus server) {
        servers.remove(server.getId());
    }

    @Override
    public List<BackgroundJobServerStatus> getBackgroundJobServers() {
        return servers.list();
    }

    @Override
    public UUID getLongestRunningBackgroundJobServerId() {
        return servers.longestRunning();
    }

    @Override
    public int removeTimedOutBackgroundJobServers(Instant heartbeatOlderThan) {
        return servers.removeSilentSince(heartbeatOlderThan);
    }

    @Override
    public void saveMetadata(JobRunrMetadata entry) {
        metadata.save(entry);
        changes.metadataChanged();
    }

    @Override
    public List<JobRunrMetadata> getMetadata(String name) {
        return metadata.list(name);
    }

    @Override
    public @Nullable JobRunrMetadata getMetadata(String name, String owner) {
        return metadata.find(name, owner);
    }

    @Override
    public void deleteMetadata(String name) {
        if (metadata.delete(name)) {
            changes.metadataChanged();
        }
    }

    @Override
    public void deleteMetadata(String name, String owner) {
        if (metadata.delete(name, owner)) {
            changes.metadataChanged();
        }
    }

    @Override
    public Job save(Job job) {
        save(List.of(job));
        return job;
    }

    @Override
    public List<Job> save(List<Job> jobs) {
        writer.save(jobs);
        changes.jobsChanged();
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
        if (state == StateName.PROCESSING && outages.anySince(updatedBefore)) {
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
        List<Job> jobs = claims.claim(server, null, amountRequest.getLimit());
        changes.jobsChanged();
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
            changes.jobsChanged();
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
    public RecurringJob saveRecurringJob(RecurringJob recurringJob) {
        recurringJobs.save(recurringJob);
        return recurringJob;
    }

    @Override
    public RecurringJobsResult getRecurringJobs() {
        return recurringJobs.list();
    }

    @Override
    public boolean recurringJobsUpdated(Long recurringJobsUpdatedHash) {
        return recurringJobs.updatedSince(recurringJobsUpdatedHash);
    }

    @Override
    public int deleteRecurringJob(String id) {
        return recurringJobs.delete(id);
    }

    @Override
    public JobStats getJobStats() {
        return stats.read();
    }

    @Override
    public void publishTotalAmountOfSucceededJobs(int amount) {
        stats.addSucceeded(amount);
    }

    @Override
    public void validatePollInterval(Duration pollInterval) {
        if (pollInterval.compareTo(options.minPollInterval()) < 0) {
            throw new IllegalArgumentException(
                    "pollInterval " + pollInterval + " is less than " + options.minPollInterval());
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
        changes.close();
        link.close();
        client.close();
    }

    private static final class StorageInfo extends StorageProviderInfo {
        StorageInfo(StorageProvider storage) {
            super(storage);
        }
    }
}
