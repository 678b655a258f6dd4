package io.ragline.bench.chaos.site;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/** A Redis as {@code ragline up} runs it (append-only file, synced every second, nothing evicted), that may be harmed. */
public final class RedisNode implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final String APPEND_ONLY_FILE = "appendonly.aof";

    private final int port;
    private final Path binary;
    private final Path data;
    private final Path log;
    private @Nullable Child process;

    RedisNode(Path folder, Path logs) throws IOException {
        port = Ports.free();
        data = Files.createDirectories(folder.resolve("redis"));
        log = logs.resolve("redis.log");
        binary = ExecutableProvider.newJarResourceProvider(
                        Files.createDirectories(folder.resolve("bin")).toFile())
                .get()
                .toPath();
    }

    /** Starts on whatever data are there, and waits until they are loaded. */
    public void start() throws Exception {
        List<String> command = List.of(
                binary.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                data.toString(),
                "--save",
                "",
                "--appendonly",
                "yes",
                "--appendfsync",
                "everysec",
                "--maxmemory-policy",
                "noeviction");
        process = Child.start(command, Map.of(), log);
        Wait.require("Redis starts", START_LIMIT, this::answers);
    }

    private boolean answers() {
        try {
            return ask(RedisCommands::ping).equals("PONG");
        } catch (RedisException e) {
            return false;
        }
    }

    /** Kills it with -9; nothing is written any more. */
    public void kill() throws InterruptedException {
        if (process != null) {
            process.close();
            process = null;
        }
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Asks something on a connection of its own, which works whatever became of Redis since the last time. */
    public <T> T ask(Function<RedisCommands<String, String>, T> question) {
        RedisClient client = RedisClient.create(RedisURI.create(url()));
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return question.apply(connection.sync());
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }

    /** Keeps what is on disk at this moment. */
    public void snapshot(Path to) throws IOException {
        Files.copy(data.resolve(APPEND_ONLY_FILE), to, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Puts a snapshot in place of the data; only while Redis is down. */
    public void restore(Path from) throws IOException {
        Files.copy(from, data.resolve(APPEND_ONLY_FILE), StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
