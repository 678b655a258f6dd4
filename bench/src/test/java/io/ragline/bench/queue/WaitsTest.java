package io.ragline.bench.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WaitsTest {
    @Test
    void percentiles_are_of_the_nearest_rank_in_whatever_order_the_waits_came() {
        Waits waits = Waits.of(
                LongStream.rangeClosed(1, 200).map(i -> (201 - i) * 1_000_000).toArray());

        assertThat(waits.percentileMs(50)).isEqualTo(100);
        assertThat(waits.percentileMs(99)).isEqualTo(198);
        assertThat(waits.maxMs()).isEqualTo(200);
    }

    @Test
    void one_wait_is_every_percentile() {
        assertThat(Waits.of(3_000_000).percentileMs(99)).isEqualTo(3);
    }
}
