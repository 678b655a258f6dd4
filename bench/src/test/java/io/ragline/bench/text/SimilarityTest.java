package io.ragline.bench.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SimilarityTest {

    /** The first two are in python-Levenshtein's own documentation. */
    @ParameterizedTest
    @CsvSource({
        "Hello world!, Holly grail!, 0.583333",
        "lewenstein, levenshtein, 0.857143",
        "abc, abc, 1",
        "abc, xyz, 0",
        "a b, ab, 0.8"
    })
    void the_ratio_is_that_of_python_levenshtein(String one, String other, double expected) {
        assertThat(Similarity.ratio(one, other)).isEqualTo(expected, within(1e-6));
    }

    @Test
    void nothing_equals_nothing_and_is_unlike_anything() {
        assertThat(Similarity.ratio("", "")).isEqualTo(1);
        assertThat(Similarity.ratio("", "text")).isZero();
    }

    @Test
    void a_character_outside_the_basic_plane_counts_as_one() {
        assertThat(Similarity.indel("x𝒜y", "xy")).isEqualTo(1);
    }

    /** Around the 64 rows that are worked on at a time, and beyond. */
    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 127, 128, 129, 300})
    void the_distance_is_the_same_as_by_the_plain_table(int length) {
        Random random = new Random(length);
        for (int i = 0; i < 20; i++) {
            String one = text(random, length);
            String other = text(random, Math.max(1, length + random.nextInt(21) - 10));

            assertThat(Similarity.indel(one, other)).isEqualTo(byTable(one, other));
        }
    }

    private static String text(Random random, int length) {
        return random.ints(length, 'a', 'f')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int byTable(String one, String other) {
        int[][] distance = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    distance[i][j] = i + j;
                } else if (one.charAt(i - 1) == other.charAt(j - 1)) {
                    distance[i][j] = distance[i - 1][j - 1];
                } else {
                    distance[i][j] = 1 + Math.min(distance[i - 1][j], distance[i][j - 1]);
                }
            }
        }
        return distance[one.length()][other.length()];
    }
}
