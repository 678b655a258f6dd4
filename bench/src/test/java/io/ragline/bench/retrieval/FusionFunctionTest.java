package io.ragline.bench.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ragline.catalog.VisibleVersion;
import io.ragline.model.ChunkOwner;
import io.ragline.worker.index.ChunkKey;
import io.ragline.worker.index.CollectionRef;
import io.ragline.worker.query.RankedChunk;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FusionFunctionTest {
    private static final CollectionRef COLLECTION = new CollectionRef(new UUID(0, 1), new UUID(0, 2));
    private static final ChunkOwner OWNER = new ChunkOwner(new UUID(0, 3), new UUID(0, 4), 1);
    private static final VisibleVersion DOCUMENT = new VisibleVersion(OWNER, "file", 1);

    @ParameterizedTest
    @EnumSource
    void at_either_end_one_search_decides(FusionFunction function) {
        List<RankedChunk> candidates = List.of(found(0, 0.5, 9.0), found(1, 0.7, 3.0), found(2, 0.9, 1.0));

        assertThat(ordinals(function.rank(candidates, 1))).containsExactly(2, 1, 0);
        assertThat(ordinals(function.rank(candidates, 0))).containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @EnumSource
    void what_both_searches_find_is_before_what_one_finds_as_well(FusionFunction function) {
        List<RankedChunk> candidates = List.of(
                found(0, 0.9, null), found(1, null, 9.0), found(2, 0.9, 9.0), found(3, 0.1, null), found(4, null, 1.0));

        assertThat(ordinals(function.rank(candidates, 0.5)).getFirst()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void nothing_and_equal_scores_are_ranked_too(FusionFunction function) {
        assertThat(function.rank(List.of(), 0.5)).isEmpty();
        assertThat(ordinals(function.rank(List.of(found(1, 0.5, null), found(0, 0.5, null)), 0.5)))
                .containsExactly(0, 1);
    }

    @Test
    void the_scales_are_those_of_their_names() {
        double[] scores = {1, 2, 3};

        assertThat(FusionFunction.MIN_MAX.scale(scores)).containsExactly(0, 0.5, 1);
        assertThat(FusionFunction.Z_SCORE.scale(scores))
                .containsExactly(new double[] {-1.2247, 0, 1.2247}, within(1e-4));
        assertThat(FusionFunction.THREE_SIGMA.scale(scores))
                .containsExactly(new double[] {0.2959, 0.5, 0.7041}, within(1e-4));
        assertThat(FusionFunction.RECIPROCAL_RANKS.scale(scores)).containsExactly(1 / 63.0, 1 / 62.0, 1 / 61.0);
    }

    private static List<Integer> ordinals(List<RankedChunk> ranked) {
        return ranked.stream().map(each -> each.key().ordinal()).toList();
    }

    private static RankedChunk found(int ordinal, @Nullable Double vector, @Nullable Double text) {
        return new RankedChunk(COLLECTION, new ChunkKey(OWNER, ordinal), DOCUMENT, 0, vector, text);
    }
}
