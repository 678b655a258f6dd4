package io.ragline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 seconds",
        "PT-5S, 0 seconds",
        "PT0.001S, 1 millisecond",
        "PT0.25S, 250 milliseconds",
        "PT1S, 1 second",
        "PT1.05S, 1 second",
        "PT1.5S, 1.5 seconds",
        "PT45S, 45 seconds",
        "PT59.99S, 59.9 seconds",
        "PT1M, 1 minute",
        "PT1M30.9S, 1 minute 30 seconds",
        "PT5M, 5 minutes",
        "PT1H, 1 hour",
        "PT1H59S, 1 hour",
        "PT36H, 1 day 12 hours",
        "P7D, 7 days"
    })
    void a_duration_is_said_as_people_say_it(Duration time, String words) {
        assertThat(Durations.inWords(time)).isEqualTo(words);
    }
}
