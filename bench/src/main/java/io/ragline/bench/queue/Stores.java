package io.ragline.bench.queue;

import java.io.IOException;
import java.sql.SQLException;

/**
 * Sets up a queue on a fresh store of its own. The cleanup stops the store; the queue is its user's to close, because
 * when the benchmark is interrupted its threads end anyway, and would first wait for a store that is gone.
 */
final class Stores {
    private Stores() {}

    static RaglineQueue ragline(Cleanup cleanup, JobProbe probe, int workers) throws IOException {
        Progress.say("Ragline: starting a Redis");
        BenchRedis redis = cleanup.add(new BenchRedis(cleanup.folder("redis")));
        return new RaglineQueue(redis, probe, workers);
    }

    static PostgresQueue postgres(Cleanup cleanup, JobProbe probe, int workers) throws IOException, SQLException {
        Progress.say("JobRunr on PostgreSQL: starting a PostgreSQL");
        BenchPostgres postgres = cleanup.add(new BenchPostgres(cleanup.folder("postgres")));
        return new PostgresQueue(postgres, probe, workers);
    }
}
