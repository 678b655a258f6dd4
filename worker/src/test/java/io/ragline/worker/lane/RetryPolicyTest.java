package io.ragline.worker.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.ErrorCode;
import io.ragline.model.JobFailure;
import io.ragline.model.RaglineException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private final RetryPolicy policy = new RetryPolicy(5, new Random(7));

    @Test
    void what_cannot_get_better_fails_at_once() {
        RaglineException encrypted = new RaglineException(ErrorCode.DOCUMENT_ENCRYPTED, "It needs a password.");

        assertThat(policy.decide(encrypted, 1))
                .isEqualTo(new RetryPolicy.Fail(
                        new JobFailure(ErrorCode.DOCUMENT_ENCRYPTED, "It needs a password.", false)));
    }

    @Test
    void what_may_pass_is_tried_again_until_the_last_try() {
        RaglineException away = new RaglineException(ErrorCode.INDEX_UNAVAILABLE, "The index is away.");

        assertThat(policy.decide(away, 1)).isInstanceOf(RetryPolicy.Retry.class);
        assertThat(policy.decide(away, 4)).isInstanceOf(RetryPolicy.Retry.class);
        assertThat(policy.decide(away, 5)).isInstanceOf(RetryPolicy.Fail.class);
    }

    @Test
    void whoever_asks_to_be_left_alone_is() {
        RaglineException busy =
                new RaglineException(ErrorCode.INDEX_UNAVAILABLE, "Too many requests.", Duration.ofSeconds(40), null);
        RaglineException endless =
                new RaglineException(ErrorCode.INDEX_UNAVAILABLE, "Too many requests.", Duration.ofDays(1), null);

        assertThat(delayAfter(busy)).isEqualTo(Duration.ofSeconds(40));
        assertThat(delayAfter(endless))
                .as("but no longer than the longest delay")
                .isEqualTo(Duration.ofMinutes(5));
    }

    private Duration delayAfter(RaglineException error) {
        return ((RetryPolicy.Retry) policy.decide(error, 1)).delay();
    }

    @Test
    void what_can_not_be_done_just_now_is_put_off_and_never_fails() {
        JobFailure why = new JobFailure(ErrorCode.INDEX_UNAVAILABLE, "The circuit is open.", true);
        NotNowException open = new NotNowException(why, Duration.ofSeconds(9));

        assertThat(policy.decide(open, 99)).isEqualTo(new RetryPolicy.PutOff(Duration.ofSeconds(9), why));
    }

    @Test
    void an_unknown_error_is_tried_again_and_never_shows_its_inside() {
        RetryPolicy.Decision last = policy.decide(new IllegalStateException("password=hunter2"), 5);

        assertThat(last).isInstanceOfSatisfying(RetryPolicy.Fail.class, fail -> {
            assertThat(fail.failure().code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
            assertThat(fail.failure().detail()).doesNotContain("hunter2");
        });
    }

    @Test
    void waiting_doubles_within_bounds_and_differs() {
        for (int tries = 1; tries < 60; tries++) {
            long longest = Math.min(300_000, 2_000L << Math.min(tries - 1, 20));
            assertThat(policy.delay(tries)).isBetween(Duration.ofMillis(longest / 2), Duration.ofMillis(longest));
        }
        assertThat(policy.delay(8)).isNotEqualTo(policy.delay(8));
    }
}
