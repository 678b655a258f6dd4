package io.ragline.bench.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadingRateTest {

    @Test
    void the_middle_of_the_rounds_counts() {
        assertThat(ReadingRate.median(9, 1, 2)).isEqualTo(2);
        assertThat(ReadingRate.median(4, 1, 2, 9)).isEqualTo(3);
    }

    @Test
    void a_rate_is_pages_by_seconds() {
        assertThat(new ReadingRate("a.pdf", 50, 1_000, 0.25).pagesPerSecond()).isEqualTo(200);
    }
}
