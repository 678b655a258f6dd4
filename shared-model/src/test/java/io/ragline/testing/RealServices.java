package io.ragline.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;

/** A real Redis and a real PostgreSQL on free ports, and a data folder, for a {@code @QuarkusTest}. */
public final class RealServices implements QuarkusTestResourceLifecycleManager {
    private static @Nullable RealServices current;

    private final int redisPort = freePort();
    private @Nullable RedisServer redis;
    private @Nullable EmbeddedPostgres postgres;

    @Override
    public Map<String, String> start() {
        try {
            Path home = Files.createTempDirectory("ragline-test-");
            startRedis();
            EmbeddedPostgres database = EmbeddedPostgres.builder().start();
            postgres = database;
            current = this;
            return Map.of(
                    "ragline.home",
                    home.toString(),
                    "ragline.redis.url",
                    "redis://127.0.0.1:" + redisPort,
                    "ragline.db.url",
                    database.getJdbcUrl("postgres", "postgres"),
                    "ragline.db.username",
                    "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        try {
            if (postgres != null) {
                postgres.close();
            }
            if (redis != null) {
                redis.stop();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void startRedis() {
        try {
            RedisServer server = RedisServer.newRedisServer()
                    .port(redisPort)
                    .setting("bind 127.0.0.1")
                    .setting("save \"\"")
                    .build();
            server.start();
            redis = server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs something while Redis is gone; afterwards an empty Redis is back. */
    public static void withoutRedis(Runnable something) {
        RealServices services = Objects.requireNonNull(current, "The services have not been started");
        try {
            Objects.requireNonNull(services.redis).stop();
            something.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            services.startRedis();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
