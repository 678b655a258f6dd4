package io.ragline.jobrunr.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisStorageOptionsTest {

    private final RedisStorageOptions defaults = RedisStorageOptions.defaults();

    @Test
    void the_defaults_outlast_a_restart_of_redis() {
        assertThat(defaults.keyPrefix()).isEqualTo("{rq}:");
        assertThat(defaults.reservationTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(defaults.rideOut()).isEqualTo(Duration.ofSeconds(30));
        assertThat(defaults.commandTimeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rq:", "{}:", "{a}{b}:", "{a:"})
    void keys_without_one_hash_tag_are_refused(String prefix) {
        assertThatThrownBy(() -> defaults.withKeyPrefix(prefix))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + prefix + "'");
    }

    @Test
    void durations_that_cannot_work_are_refused_by_name() {
        assertThatThrownBy(() -> defaults.withReservationTimeout(Duration.ZERO))
                .hasMessage("reservationTimeout PT0S is less than PT0.1S");
        assertThatThrownBy(() -> defaults.withRideOut(Duration.ofSeconds(-1)))
                .hasMessage("rideOut PT-1S is less than PT0S");
        assertThatThrownBy(() -> defaults.withCommandTimeout(Duration.ofMillis(1)))
                .hasMessage("commandTimeout PT0.001S is less than PT0.01S");
    }

    @Test
    void a_place_that_cannot_be_is_refused() {
        assertThatThrownBy(() -> new Placement("a:b", "group", 0)).hasMessageContaining("lane 'a:b'");
        assertThatThrownBy(() -> new Placement("lane", "group", 100)).hasMessage("priority 100 is not within 0..99");
    }
}
