package io.ragline.worker.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.worker.lane.NotNowException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EqualQuestionsDelayTest {

    @ParameterizedTest
    @CsvSource({"PT0S,PT1S", "PT-3S,PT1S", "PT2S,PT1S", "PT8S,PT4S", "PT20S,PT10S", "PT1H,PT10S"})
    void a_question_comes_back_the_later_the_longer_it_has_waited(Duration waited, Duration least) {
        Instant now = Instant.parse("2030-01-01T00:00:00Z");

        NotNowException putOff = EqualQuestions.putOff(now.minus(waited), now);

        assertThat(putOff.delay()).isBetween(least, least.plus(least.dividedBy(4)));
        assertThat(putOff).hasMessageContaining("being answered already");
    }
}
