package io.ragline.cli.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisBinaryTest {

    @TempDir
    Path folder;

    @Test
    void the_shipped_server_is_unpacked_and_found_again() throws Exception {
        Path first = new RedisBinary(folder.resolve("bin"), "").find();
        Path second = new RedisBinary(folder.resolve("bin"), "").find();

        assertThat(first).isEqualTo(second).isExecutable();
        assertThat(Files.list(folder.resolve("bin"))).containsExactly(first);
    }

    @Test
    void where_the_shipped_server_does_not_run_the_one_on_the_path_is_used() throws Exception {
        program("bin/redis-server-shipped", "echo cannot open libssl.so.3; exit 127");
        Path installed = program("path/redis-server", "echo 'Redis server v=7.2.4 sha=0'");

        assertThat(new RedisBinary(folder.resolve("bin"), folder.resolve("path").toString()).find())
                .isEqualTo(installed);
    }

    @Test
    void where_none_runs_each_is_named_with_its_trouble_and_what_to_do() throws Exception {
        program("bin/redis-server-shipped", "echo cannot open libssl.so.3; exit 127");
        program("path/redis-server", "echo 'Redis server v=5.0.7 sha=0'");

        assertThatThrownBy(() -> new RedisBinary(
                                folder.resolve("bin"), folder.resolve("path").toString())
                        .find())
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("libssl.so.3")
                .hasMessageContaining("v=5.0.7")
                .hasMessageContaining("Install Redis 6.2")
                .hasMessageContaining("RAGLINE_REDIS_URL");
    }

    private Path program(String name, String script) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
