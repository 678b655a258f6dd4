package io.ragline.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {
    private static final Duration ASKED = Duration.ofSeconds(7);

    private static Verdict of(int status) {
        return Verdict.of(new Outcome.Answered(status, "", ASKED));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void two_hundreds_are_deliveries(int status) {
        assertThat(of(status)).isEqualTo(new Verdict.Delivered());
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 425, 500, 502, 504, 599})
    void what_may_pass_is_tried_again_in_our_own_time(int status) {
        assertThat(of(status)).isEqualTo(new Verdict.Again("The receiver answered %d.".formatted(status), null));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void who_asks_to_be_left_alone_is(int status) {
        assertThat(of(status)).isEqualTo(new Verdict.Again("The receiver answered %d.".formatted(status), ASKED));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 304, 400, 401, 403, 404, 405, 410, 413, 422})
    void what_cannot_get_better_is_given_up(int status) {
        assertThat(of(status)).isInstanceOfSatisfying(Verdict.GiveUp.class, giveUp -> {
            assertThat(giveUp.failure().code()).isEqualTo(ErrorCode.WEBHOOK_FAILED);
            assertThat(giveUp.failure().detail()).contains(String.valueOf(status));
            assertThat(giveUp.failure().retryable()).isFalse();
        });
    }

    @Test
    void retry_after_is_seconds_or_a_date() {
        Instant now = Instant.parse("2026-01-02T03:04:05Z");

        assertThat(RetryAfter.parse("120", now)).isEqualTo(Duration.ofMinutes(2));
        assertThat(RetryAfter.parse("Fri, 02 Jan 2026 03:05:05 GMT", now)).isEqualTo(Duration.ofMinutes(1));
        assertThat(RetryAfter.parse("Fri, 02 Jan 2026 03:00:00 GMT", now)).isEqualTo(Duration.ZERO);
        assertThat(RetryAfter.parse(null, now)).isNull();
        assertThat(RetryAfter.parse("soon", now)).isNull();
        assertThat(RetryAfter.parse("-1", now)).isNull();
        assertThat(RetryAfter.parse("99999999999999999999", now)).isNull();
    }
}
