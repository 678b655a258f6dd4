package io.ragline.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeathCountTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final DeathCount deaths = new DeathCount(3, Duration.ofMinutes(1));

    @Test
    void the_third_death_within_the_window_is_one_too_many() {
        assertThat(deaths.tooMany(NOON)).isFalse();
        assertThat(deaths.tooMany(NOON.plusSeconds(30))).isFalse();
        assertThat(deaths.tooMany(NOON.plusSeconds(60))).isTrue();
    }

    @Test
    void deaths_before_the_window_are_forgotten() {
        assertThat(deaths.tooMany(NOON)).isFalse();
        assertThat(deaths.tooMany(NOON.plusSeconds(30))).isFalse();
        assertThat(deaths.tooMany(NOON.plusSeconds(61))).isFalse();
    }
}
