package io.ragline.cli.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisServiceTest {

    @TempDir
    Path folder;

    private final int port = FreePorts.next();
    private RedisService redis;

    @BeforeEach
    void prepare() {
        HomeFolder home = new HomeFolder(folder.resolve("a home"));
        home.prepare();
        redis = new RedisService(home, port, System.getenv("PATH"));
    }

    @Test
    void data_survive_a_stop() throws Exception {
        try (var running = RunningService.start(redis)) {
            send("SET colour green");
            assertThat(running.stop()).isTrue();
        }

        try (var again = RunningService.start(redis)) {
            assertThat(send("GET colour")).isEqualTo("green");
        }
    }

    @Test
    void data_survive_being_killed_once_a_second_has_passed() throws Exception {
        try (var running = RunningService.start(redis)) {
            send("SET colour blue");
            Path log = folder.resolve("a home/redis/appendonly.aof");
            await().until(() -> Files.readString(log).contains("blue"));
            running.kill();
        }

        try (var again = RunningService.start(redis)) {
            assertThat(send("GET colour")).isEqualTo("blue");
        }
    }

    @Test
    void nothing_is_evicted_and_only_this_machine_can_connect() throws Exception {
        try (var running = RunningService.start(redis)) {
            assertThat(send("INFO memory")).isNotNull();
            assertThat(config("maxmemory-policy")).isEqualTo("noeviction");
            assertThat(config("appendfsync")).isEqualTo("everysec");
            assertThat(config("bind")).isEqualTo("127.0.0.1");
        }
    }

    private String config(String key) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(("CONFIG GET " + key + "\r\n").getBytes(StandardCharsets.US_ASCII));
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (int skipped = 0; skipped < 4; skipped++) {
                in.readLine(); // *2, $n, the key, $n
            }
            return in.readLine();
        }
    }

    private String send(String command) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String first = in.readLine();
            return first.startsWith("$") ? in.readLine() : first;
        }
    }
}
