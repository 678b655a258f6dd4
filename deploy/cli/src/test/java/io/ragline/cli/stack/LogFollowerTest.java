package io.ragline.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFollowerTest {

    @TempDir
    Path folder;

    private final List<String> lines = new ArrayList<>();
    private Path file;
    private LogFollower follower;

    @BeforeEach
    void prepare() {
        file = folder.resolve("api.log");
        follower = new LogFollower(file, lines::add);
    }

    @Test
    void only_whole_lines_are_handed_on() throws Exception {
        append("one\ntw");
        follower.poll();
        assertThat(lines).containsExactly("one");

        append("o\n");
        follower.poll();
        assertThat(lines).containsExactly("one", "two");
    }

    @Test
    void what_was_there_before_can_be_skipped() throws Exception {
        append("old\n");
        follower.skipToEnd();

        append("new\n");
        follower.poll();

        assertThat(lines).containsExactly("new");
    }

    @Test
    void a_log_that_was_cut_is_followed_from_its_new_start() throws Exception {
        append("a long line before\n");
        follower.poll();

        Files.writeString(file, "cut\n");
        follower.poll();

        assertThat(lines).containsExactly("a long line before", "cut");
    }

    @Test
    void a_log_that_is_not_there_yet_is_awaited() throws Exception {
        follower.poll();
        append("first\n");
        follower.poll();

        assertThat(lines).containsExactly("first");
    }

    private void append(String text) throws Exception {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
