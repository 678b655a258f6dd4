package io.ragline.cli.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisConnectionTest {

    @Test
    void the_standard_port_is_assumed_and_no_password_is_shown() {
        assertThat(RedisConnection.to("redis://:secret@cache.example/2").address())
                .isEqualTo("cache.example:6379");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:6379", "http://localhost:6379", "redis://", "redis://us er:secret@host"})
    void what_is_not_a_redis_address_is_refused_without_repeating_it(String url) {
        assertThatThrownBy(() -> RedisConnection.to(url))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("RAGLINE_REDIS_URL")
                .hasMessageNotContaining("secret");
    }

    @Test
    void nobody_listening_is_a_reason_and_not_an_exception() {
        assertThat(RedisConnection.to("redis://127.0.0.1:" + FreePorts.next()).whyNotReady())
                .isPresent();
    }
}
