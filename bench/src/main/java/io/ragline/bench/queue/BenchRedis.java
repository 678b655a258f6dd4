package io.ragline.bench.queue;

import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import redis.embedded.RedisServer;

/** A real Redis as {@code ragline up} runs it: append-only file, synced every second. */
final class BenchRedis implements AutoCloseable {
    private final RedisServer server;
    private final int port;

    BenchRedis(Path folder) throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        server = RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("dir " + folder)
                .setting("save \"\"")
                .setting("appendonly yes")
                .setting("appendfsync everysec")
                .setting("maxmemory-policy noeviction")
                .build();
        server.start();
    }

    RedisURI uri() {
        return RedisURI.create("127.0.0.1", port);
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        server.stop();
    }
}
