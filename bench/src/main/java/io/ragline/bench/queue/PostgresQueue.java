package io.ragline.bench.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.scheduling.JobBuilder;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.JsonMapper;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;
import org.jspecify.annotations.Nullable;

/** JobRunr on its own PostgreSQL storage, with JobRunr's defaults but for the poll interval and the workers. */
final class PostgresQueue implements MeasuredQueue {
    /** The shortest that JobRunr allows on this storage. */
    static final Duration POLL = Duration.ofSeconds(5);

    private static final int MOST_AT_ONCE = 5_000;

    private final JsonMapper json = new JacksonJsonMapper();
    private final EndedJobs ended = new EndedJobs(i -> Job.newUUID(), List.of());
    private final List<UUID> measured = new ArrayList<>();
    private final BenchPostgres postgres;
    private final JobProbe probe;
    private final int workers;
    private final PostgresStorageProvider storage;
    private final JobRequestScheduler scheduler;
    private @Nullable BackgroundJobServer server;

    PostgresQueue(BenchPostgres postgres, JobProbe probe, int workers) {
        this.postgres = postgres;
        this.probe = probe;
        this.workers = workers;
        storage = new PostgresStorageProvider(postgres.dataSource());
        storage.setJobMapper(new JobMapper(json));
        scheduler = new JobRequestScheduler(storage);
    }

    @Override
    public String system() {
        String version = BackgroundJobServer.class.getPackage().getImplementationVersion();
        return "JobRunr %s (PostgreSQL %s)".formatted(version, ask("SHOW server_version"));
    }

    @Override
    public String setup() {
        return "one BackgroundJobServer, %d workers, poll interval %d s; bulk through JobRequestScheduler.create(Stream)"
                .formatted(workers, POLL.toSeconds());
    }

    @Override
    public void enqueueAll(int jobs) {
        scheduler.create(IntStream.range(0, jobs).mapToObj(i -> job(Job.newUUID())));
    }

    @Override
    public void enqueueOne() {
        scheduler.create(job(Job.newUUID()));
    }

    private JobBuilder job(UUID id) {
        measured.add(id);
        return JobBuilder.aJob().withId(id).withName("no-op").withJobRequest(new NoOp(System.nanoTime()));
    }

    @Override
    public void startWorkers() {
        BackgroundJobServer started = new BackgroundJobServer(
                storage,
                json,
                probe,
                BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                        .andWorkerCount(workers)
                        .andPollInterval(POLL));
        server = started;
        started.start();
    }

    @Override
    public void stopWorkers() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    /** JobRunr has no lanes: the nearest to a job that waits elsewhere is one scheduled for tomorrow. */
    @Override
    public void storeWaiting(int jobs) {
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        Stream<JobBuilder> stored = IntStream.range(0, jobs)
                .mapToObj(i -> JobBuilder.aJob()
                        .withName("stored")
                        .scheduleAt(tomorrow)
                        .withJobRequest(new NoOp(0)));
        scheduler.create(stored);
    }

    @Override
    public void storeEnded(int jobs) {
        for (int size : Batches.of(jobs, MOST_AT_ONCE)) {
            storage.save(ended.make(size));
        }
    }

    @Override
    public void forgetMeasured() {
        String sql = "DELETE FROM jobrunr_jobs WHERE id = ANY (?)";
        try (Connection connection = postgres.dataSource().getConnection();
                PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setArray(
                    1,
                    connection.createArrayOf(
                            "varchar", measured.stream().map(UUID::toString).toArray()));
            delete.executeUpdate();
            measured.clear();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void clear() {
        measured.clear();
        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE jobrunr_jobs");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public long storedBytes() {
        return Long.parseLong(ask("SELECT pg_total_relation_size('jobrunr_jobs')"));
    }

    private String ask(String sql) {
        try {
            return postgres.ask(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stopWorkers();
        storage.close();
    }
}
