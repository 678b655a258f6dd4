package io.ragline.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.cli.service.HomeFolder;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {

    private static final Duration SHORT = Duration.ofMillis(100);

    @TempDir
    Path folder;

    private HomeFolder home;

    @BeforeEach
    void prepare() {
        home = new HomeFolder(folder);
        home.prepare();
    }

    @Test
    void only_one_can_hold_a_home() {
        try (var first = HomeLock.acquire(home, SHORT).orElseThrow()) {
            assertThat(HomeLock.acquire(home, SHORT)).isEmpty();
        }
    }

    @Test
    void a_lock_given_back_can_be_had_again() {
        HomeLock.acquire(home, SHORT).orElseThrow().close();

        assertThat(HomeLock.acquire(home, SHORT)).isPresent();
    }
}
