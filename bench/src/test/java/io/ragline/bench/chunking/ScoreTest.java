package io.ragline.bench.chunking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ragline.bench.chunking.Ranges.Range;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private static final Ranges EVIDENCE = Ranges.union(List.of(new Range(10, 20), new Range(50, 60)));
    private static final List<Range> CHUNKS = List.of(new Range(0, 40), new Range(30, 70), new Range(70, 100));

    @Test
    void half_of_the_evidence_in_one_of_two_chunks() {
        Score score = Score.of(EVIDENCE, List.of(CHUNKS.get(0), CHUNKS.get(2)), 70, CHUNKS);

        assertThat(score.recall()).isEqualTo(0.5);
        assertThat(score.precision()).isEqualTo(10 / 70.0, within(1e-9));
        assertThat(score.iou()).isEqualTo(10 / 80.0, within(1e-9));
        assertThat(score.precisionOmega()).isEqualTo(20 / 70.0, within(1e-9));
    }

    @Test
    void what_two_chunks_repeat_is_found_once_and_paid_twice() {
        Score score = Score.of(EVIDENCE, List.of(new Range(0, 40), new Range(5, 25)), 60, CHUNKS);

        assertThat(score.recall()).isEqualTo(0.5);
        assertThat(score.precision()).isEqualTo(10 / 60.0, within(1e-9));
    }

    @Test
    void nothing_found_is_zero() {
        assertThat(Score.of(EVIDENCE, List.of(), 90, CHUNKS).iou()).isZero();
        assertThat(Score.of(EVIDENCE, List.of(), 0, CHUNKS).precision()).isZero();
    }

    @Test
    void ranges_that_touch_are_one() {
        assertThat(Ranges.union(List.of(new Range(5, 9), new Range(0, 5), new Range(3, 6), new Range(20, 20)))
                        .parts())
                .containsExactly(new Range(0, 9));
    }

    @Test
    void a_chunk_is_found_whatever_became_of_the_white_space() {
        SourceText text = new SourceText("One two.\nThree 🙂 four. One two.");

        assertThat(text.find("Three 🙂\n\nfour.", 0)).isEqualTo(text.range(9, 22));
        assertThat(text.find("One two.", 1)).isEqualTo(text.range(23, 31));
    }
}
