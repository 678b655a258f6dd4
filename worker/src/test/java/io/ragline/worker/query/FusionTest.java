package io.ragline.worker.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ragline.catalog.VisibleVersion;
import io.ragline.model.ChunkOwner;
import io.ragline.worker.index.ChunkKey;
import io.ragline.worker.index.CollectionRef;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FusionTest {
    private static final CollectionRef COLLECTION = new CollectionRef(new UUID(0, 1), new UUID(0, 2));
    private static final ChunkOwner OWNER = new ChunkOwner(new UUID(0, 3), new UUID(0, 4), 1);
    private static final VisibleVersion DOCUMENT = new VisibleVersion(OWNER, "file", 1);

    @Test
    void nothing_fuses_to_nothing() {
        assertThat(Fusion.rank(List.of(), 0.6)).isEmpty();
    }

    @Test
    void the_best_of_both_scores_1() {
        List<RankedChunk> ranked = Fusion.rank(List.of(found(0, 0.9, 12.0), found(1, 0.5, 3.0)), 0.6);

        assertThat(ranked.getFirst().key().ordinal()).isZero();
        assertThat(ranked.getFirst().score()).isCloseTo(1, within(1e-9));
    }

    @Test
    void each_search_counts_with_its_weight_between_its_lowest_and_highest_score() {
        List<RankedChunk> ranked =
                Fusion.rank(List.of(found(0, 0.9, 2.0), found(1, 0.7, 8.0), found(2, 0.5, null)), 0.6);

        assertThat(score(ranked, 0)).isCloseTo(0.6 * 1 + 0.4 * 0.25, within(1e-9));
        assertThat(score(ranked, 1)).isCloseTo(0.6 * 0.5 + 0.4 * 1, within(1e-9));
        assertThat(score(ranked, 2)).isZero();
    }

    @Test
    void a_chunk_that_only_one_search_found_is_not_lost() {
        List<RankedChunk> ranked =
                Fusion.rank(List.of(found(0, 0.9, null), found(1, 0.5, null), found(2, null, 4.0)), 0.6);

        assertThat(score(ranked, 2)).isCloseTo(0.4, within(1e-9));
        assertThat(ranked).extracting(each -> each.key().ordinal()).containsExactly(0, 2, 1);
    }

    @Test
    void a_single_hit_scores_in_full() {
        assertThat(Fusion.rank(List.of(found(0, 0.3, 1.0)), 0.6).getFirst().score())
                .isCloseTo(1, within(1e-9));
        assertThat(Fusion.rank(List.of(found(0, 0.3, null)), 1).getFirst().score())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void equal_scores_keep_a_stable_order() {
        List<RankedChunk> ranked =
                Fusion.rank(List.of(found(2, 0.5, null), found(0, 0.5, null), found(1, 0.5, null)), 0.6);

        assertThat(ranked).extracting(each -> each.key().ordinal()).containsExactly(0, 1, 2);
    }

    @Test
    void similarities_by_different_models_have_scales_of_their_own() {
        CollectionRef other = new CollectionRef(new UUID(0, 1), new UUID(0, 9));
        RankedChunk best = new RankedChunk(other, new ChunkKey(OWNER, 2), DOCUMENT, 0, 0.40, null);
        RankedChunk last = new RankedChunk(other, new ChunkKey(OWNER, 3), DOCUMENT, 0, 0.05, null);

        List<RankedChunk> ranked = Fusion.rank(
                List.of(found(0, 0.80, null), found(1, 0.60, null), best, last),
                1,
                Map.of(COLLECTION, new Fusion.Measure("narrow", 1), other, new Fusion.Measure("wide", 1)));

        assertThat(score(ranked, 0)).isCloseTo(1, within(1e-9));
        assertThat(score(ranked, 1)).isZero();
        assertThat(score(ranked, 2)).isCloseTo(1, within(1e-9));
        assertThat(score(ranked, 3)).isZero();
    }

    private static double score(List<RankedChunk> ranked, int ordinal) {
        return ranked.stream()
                .filter(each -> each.key().ordinal() == ordinal)
                .findFirst()
                .orElseThrow()
                .score();
    }

    private static RankedChunk found(int ordinal, @Nullable Double vector, @Nullable Double text) {
        return new RankedChunk(COLLECTION, new ChunkKey(OWNER, ordinal), DOCUMENT, 0, vector, text);
    }
}
