package io.ragline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ChunkingOptionsTest {

    @Test
    void the_default_is_256_tokens_with_40_repeated() {
        assertThat(ChunkingOptions.DEFAULT).isEqualTo(ChunkingOptions.structure(256, 40));
    }

    @Test
    void sizes_that_the_model_can_not_read_are_refused() {
        assertThatThrownBy(() -> ChunkingOptions.structure(512, 0))
                .hasMessageContaining("32 to 448")
                .hasMessageContaining("512");
        assertThatThrownBy(() -> ChunkingOptions.structure(31, 0)).hasMessageContaining("31");
    }

    @Test
    void an_overlap_of_more_than_half_a_chunk_is_refused() {
        assertThatThrownBy(() -> ChunkingOptions.structure(100, 51)).hasMessageContaining("0 to 50");
        assertThatThrownBy(() -> ChunkingOptions.structure(100, -1)).hasMessageContaining("-1");
    }

    @Test
    void strategies_are_found_by_their_ids() {
        for (ChunkingStrategy strategy : ChunkingStrategy.values()) {
            assertThat(ChunkingStrategy.of(strategy.id())).isEqualTo(strategy);
        }
        assertThatThrownBy(() -> ChunkingStrategy.of("semantic"))
                .hasMessage("The chunking strategy must be one of structure, fixed, page, not semantic");
    }
}
