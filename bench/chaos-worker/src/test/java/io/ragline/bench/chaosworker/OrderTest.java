package io.ragline.bench.chaosworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OrderTest {
    @Test
    void the_first_line_up_to_the_hash_is_the_order() {
        assertThat(Order.parse("sleep 200 #7 of seed 4\nand more")).isEqualTo(new Order.Sleep(Duration.ofMillis(200)));
        assertThat(Order.parse("quick #1")).isEqualTo(new Order.Quick());
        assertThat(Order.parse("stubborn 9")).isEqualTo(new Order.Stubborn(Duration.ofMillis(9)));
        assertThat(Order.parse("halt 300")).isEqualTo(new Order.Halt(Duration.ofMillis(300)));
        assertThat(Order.parse("fail-transient 2")).isEqualTo(new Order.FailTransient(2));
        assertThat(Order.parse("fail-permanent #9")).isEqualTo(new Order.FailPermanent());
    }

    @Test
    void what_nobody_knows_is_not_taken_for_quick() {
        assertThatIllegalArgumentException().isThrownBy(() -> Order.parse("slep 200"));
    }
}
