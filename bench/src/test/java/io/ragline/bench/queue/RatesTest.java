package io.ragline.bench.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatesTest {
    @Test
    void the_median_leaves_the_cold_round_out() {
        Rates rates = new Rates(List.of(1.0, 10.0, 30.0, 20.0));

        assertThat(rates.median()).isEqualTo(20.0);
        assertThat(rates.cold()).isEqualTo(1.0);
    }

    @Test
    void the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assertThat(new Rates(List.of(1.0, 10.0, 20.0)).median()).isEqualTo(15.0);
    }

    @Test
    void a_single_round_is_both() {
        assertThat(new Rates(List.of(7.0)).median()).isEqualTo(7.0);
    }

    @Test
    void no_round_is_refused() {
        assertThatThrownBy(() -> new Rates(List.of())).hasMessage("no round was measured");
    }
}
