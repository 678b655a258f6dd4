package io.ragline.worker.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ragline.model.ErrorCode;
import io.ragline.model.JobFailure;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryTimesTest {
    @Test
    void waits_grow_up_to_the_longest() {
        RetryTimes times = new RetryTimes(8, Duration.ofSeconds(5), 5, Duration.ofHours(6));

        assertThat(IntStream.rangeClosed(1, 8).mapToObj(times::after).map(Duration::toSeconds))
                .containsExactly(5L, 25L, 125L, 625L, 3125L, 15625L, 21600L, 21600L);
        assertThat(times.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void times_that_make_no_sense_are_refused() {
        Duration second = Duration.ofSeconds(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new RetryTimes(0, second, 2, second));
        assertThatIllegalArgumentException().isThrownBy(() -> new RetryTimes(1, second, 0, second));
        assertThatIllegalArgumentException().isThrownBy(() -> new RetryTimes(1, second, 2, Duration.ofMillis(1)));
    }

    @Test
    void what_is_given_up_fails_at_once_whatever_its_code_usually_means() {
        JobFailure failure = new JobFailure(ErrorCode.WEBHOOK_FAILED, "Gone.", false);

        assertThat(new RetryPolicy(5, new Random(7)).decide(new GivenUpException(failure), 1))
                .isEqualTo(new RetryPolicy.Fail(failure));
    }
}
