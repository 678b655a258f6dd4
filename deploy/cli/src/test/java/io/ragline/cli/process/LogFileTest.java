package io.ragline.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("api.log");
    }

    @Test
    void a_new_run_begins_a_new_log_and_keeps_the_last_one() throws Exception {
        Files.writeString(file, "before\n");

        new LogFile(file).rotate();

        assertThat(file).doesNotExist();
        assertThat(folder.resolve("api.log.1")).hasContent("before");
    }

    @Test
    void a_log_that_grows_too_long_is_cut_while_it_is_written() throws Exception {
        try (var writer = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            writer.write("long line\n".repeat(20).getBytes());

            new LogFile(file, 100).trim();
            writer.write("next\n".getBytes());
        }

        assertThat(file).hasContent("next");
        assertThat(folder.resolve("api.log.1")).hasSize(200);
    }

    @Test
    void a_short_log_is_left_alone() throws Exception {
        Files.writeString(file, "short\n");

        new LogFile(file, 100).trim();

        assertThat(file).hasContent("short");
    }

    @Test
    void the_tail_is_the_last_lines_in_their_order() throws Exception {
        Files.writeString(file, "one\ntwo\nthree\n");

        assertThat(new LogFile(file).tail(2)).containsExactly("two", "three");
    }

    @Test
    void a_log_that_does_not_exist_has_no_lines() {
        assertThat(new LogFile(file).tail(5)).isEmpty();
    }
}
