package io.ragline.bench.queue;

import java.io.IOException;
import java.sql.SQLException;

/** Sets up a queue on a fresh store of its own; the cleanup stops both. */
final class Stores {
    private Stores() {}

    static RaglineQueue ragline(Cleanup cleanup, JobProbe probe, int workers) throws IOException {
        Progress.say("Ragline: starting a Redis");
        BenchRedis redis = cleanup.add(new BenchRedis(cleanup.folder("redis")));
        return cleanup.add(new RaglineQueue(redis, probe, workers));
    }

    static PostgresQueue postgres(Cleanup cleanup, JobProbe probe, int workers) throws IOException, SQLException {
        Progress.say("JobRunr on PostgreSQL: starting a PostgreSQL");
        BenchPostgres postgres = cleanup.add(new BenchPostgres(cleanup.folder("postgres")));
        return cleanup.add(new PostgresQueue(postgres, probe, workers));
    }
}
