package io.ragline.jobrunr.redis;

import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.JobId;
import org.jobrunr.storage.BackgroundJobServerStatus;
import org.jobrunr.storage.JobNotFoundException;
import org.jobrunr.storage.JobStatsEnricher;
import org.jobrunr.storage.JobStatsExtended;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.listeners.BackgroundJobServerStatusChangeListener;
import org.jobrunr.storage.listeners.JobChangeListener;
import org.jobrunr.storage.listeners.JobStatsChangeListener;
import org.jobrunr.storage.listeners.MetadataChangeListener;
import org.jobrunr.storage.listeners.StorageProviderChangeListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells JobRunr's listeners (its dashboard) what changed: every few seconds, and soon after a change made through this
 * storage. Costs nothing while nobody listens, and asks Redis for statistics at most once a second.
 */
final class ChangeNotifier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeNotifier.class);
    private static final Duration FIRST_ROUND_AFTER = Duration.ofSeconds(3);
    private static final Duration ROUND_EVERY = Duration.ofSeconds(5);
    private static final Duration STATS_AT_MOST_EVERY = Duration.ofSeconds(1);

    private final StorageProvider storage;
    private final Set<StorageProviderChangeListener> listeners = ConcurrentHashMap.newKeySet();
    private final JobStatsEnricher enricher = new JobStatsEnricher();
    private final AtomicBoolean statsPending = new AtomicBoolean();
    private final ReentrantLock starting = new ReentrantLock();
    private volatile @Nullable ScheduledExecutorService executor;
    private volatile long statsSentAt = System.nanoTime() - STATS_AT_MOST_EVERY.toNanos();

    ChangeNotifier(StorageProvider storage) {
        this.storage = storage;
    }

    void add(StorageProviderChangeListener listener) {
        starting.lock();
        try {
            listeners.add(listener);
            if (executor == null) {
                executor = start();
            }
        } finally {
            starting.unlock();
        }
    }

    void remove(StorageProviderChangeListener listener) {
        starting.lock();
        try {
            listeners.remove(listener);
            if (listeners.isEmpty()) {
                stop();
            }
        } finally {
            starting.unlock();
        }
    }

    void jobsChanged() {
        if (executor != null && statsPending.compareAndSet(false, true)) {
            long sinceLast = System.nanoTime() - statsSentAt;
            later(this::sendStats, Math.max(0, STATS_AT_MOST_EVERY.toNanos() - sinceLast));
        }
    }

    void metadataChanged() {
        later(this::sendMetadata, 0);
    }

    private void later(Runnable notification, long nanos) {
        ScheduledExecutorService current = executor;
        if (current == null) {
            return;
        }
        try {
            var unused = current.schedule(notification, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.trace("The last listener has just left", e);
        }
    }

    private ScheduledExecutorService start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("jobrunr-redis-notifier").factory());
        var unused = started.scheduleWithFixedDelay(
                this::sendAll, FIRST_ROUND_AFTER.toMillis(), ROUND_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return started;
    }

    private void stop() {
        ScheduledExecutorService current = executor;
        executor = null;
        statsPending.set(false);
        if (current != null) {
            current.shutdownNow();
        }
    }

    private void sendAll() {
        if (statsPending.compareAndSet(false, true)) {
            sendStats();
        }
        sendJobs();
        sendServers();
        sendMetadata();
    }

    private void sendStats() {
        statsSentAt = System.nanoTime();
        statsPending.set(false);
        safely(() -> {
            List<JobStatsChangeListener> interested =
                    of(JobStatsChangeListener.class).toList();
            if (!interested.isEmpty()) {
                JobStatsExtended stats = enricher.enrich(storage.getJobStats());
                interested.forEach(listener -> listener.onChange(stats));
            }
        });
    }

    private void sendJobs() {
        Map<JobId, List<JobChangeListener>> byJob =
                of(JobChangeListener.class).collect(groupingBy(JobChangeListener::getJobId));
        byJob.forEach((id, interested) -> safely(() -> sendJob(id, interested)));
    }

    private void sendJob(JobId id, List<JobChangeListener> interested) throws Exception {
        try {
            Job job = storage.getJobById(id);
            interested.forEach(listener -> listener.onChange(job));
        } catch (JobNotFoundException e) {
            for (JobChangeListener listener : interested) {
                listener.close();
            }
        }
    }

    private void sendServers() {
        safely(() -> {
            List<BackgroundJobServerStatusChangeListener> interested =
                    of(BackgroundJobServerStatusChangeListener.class).toList();
            if (!interested.isEmpty()) {
                List<BackgroundJobServerStatus> servers = storage.getBackgroundJobServers();
                interested.forEach(listener -> listener.onChange(servers));
            }
        });
    }

    private void sendMetadata() {
        Map<String, List<MetadataChangeListener>> byName = of(MetadataChangeListener.class)
                .collect(groupingBy(MetadataChangeListener::listenForChangesOfMetadataName));
        byName.forEach((name, interested) -> safely(() -> {
            var metadata = storage.getMetadata(name);
            interested.forEach(listener -> listener.onChange(metadata));
        }));
    }

    private <T> Stream<T> of(Class<T> kind) {
        return listeners.stream().filter(kind::isInstance).map(kind::cast);
    }

    private void safely(Notification notification) {
        try {
            notification.send();
        } catch (Exception e) {
            if (executor != null) {
                LOG.warn("A storage listener could not be notified", e);
            }
        }
    }

    @Override
    public void close() {
        starting.lock();
        try {
            listeners.clear();
            stop();
        } finally {
            starting.unlock();
        }
    }

    @FunctionalInterface
    private interface Notification {
        void send() throws Exception;
    }
}
