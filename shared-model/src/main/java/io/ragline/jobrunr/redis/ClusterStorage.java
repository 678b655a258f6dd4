package io.ragline.jobrunr.redis;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jobrunr.jobs.RecurringJob;
import org.jobrunr.storage.BackgroundJobServerStatus;
import org.jobrunr.storage.JobRunrMetadata;
import org.jobrunr.storage.RecurringJobsResult;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.listeners.StorageProviderChangeListener;
import org.jspecify.annotations.Nullable;

/** The half of {@link RedisStorageProvider} that is not about jobs: servers, metadata, recurring jobs, listeners. */
abstract class ClusterStorage implements StorageProvider {

    private final ServerRegistry servers;
    private final MetadataStore metadata;
    private final RecurringJobStore recurringJobs;
    private final ChangeNotifier changes;

    ClusterStorage(ServerRegistry servers, MetadataStore metadata, RecurringJobStore recurringJobs) {
        this.servers = servers;
        this.metadata = metadata;
        this.recurringJobs = recurringJobs;
        this.changes = new ChangeNotifier(this);
    }

    final void jobsChanged() {
        changes.jobsChanged();
    }

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
    public void close() {
        changes.close();
    }
}
