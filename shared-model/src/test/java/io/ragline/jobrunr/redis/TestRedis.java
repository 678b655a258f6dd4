package io.ragline.jobrunr.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import redis.embedded.RedisServer;

/** A real Redis on a free port, which tests may stop and start again over the same data. */
public final class TestRedis implements AutoCloseable {

    private final int port = freePort();
    private final Path directory;
    private final RedisClient client = RedisClient.create(uri());
    private RedisServer server;

    public TestRedis(Path directory) {
        this.directory = directory;
        start();
    }

    public void start() {
        try {
            server = RedisServer.newRedisServer()
                    .port(port)
                    .setting("bind 127.0.0.1")
                    .setting("dir " + directory)
                    .setting("save \"\"")
                    .setting("appendonly yes")
                    .setting("appendfsync everysec")
                    .setting("maxmemory-policy noeviction")
                    .build();
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void stop() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    public RedisURI uri() {
        return RedisURI.create("127.0.0.1", port);
    }

    /** A connection apart from the one under test, to look at keys and to do harm. */
    RedisCommands<String, String> commands() {
        StatefulRedisConnection<String, String> connection = client.connect();
        return connection.sync();
    }

    @Override
    public void close() {
        client.shutdown();
        stop();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
