package io.ragline.bench.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class SizesTest {
    private final Sizes.Converter converter = new Sizes.Converter();

    @Test
    void sizes_ascend_whatever_their_order() {
        assertThat(converter.convert("10000,1000, 1_000_000").ascending()).containsExactly(1000, 10000, 1000000);
    }

    @Test
    void zero_is_no_size() {
        assertThat(converter.convert("0").isEmpty()).isTrue();
    }

    @Test
    void a_limit_leaves_out_what_is_above_it() {
        assertThat(converter.convert("10,20,30").upTo(20)).containsExactly(10, 20);
    }

    @Test
    void nonsense_is_refused_by_name() {
        assertThatThrownBy(() -> converter.convert("10,many"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'10,many'");
        assertThatThrownBy(() -> converter.convert("0,10")).hasMessageContaining("below 1");
    }
}
