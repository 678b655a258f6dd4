package io.ragline.worker.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.Chunk;
import io.ragline.model.PageSpan;
import io.ragline.model.Passage;
import io.ragline.model.Relevance;
import io.ragline.model.Surroundings;
import io.ragline.model.Surroundings.Repeat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearDuplicatesTest {
    private static final String TEXT =
            "The pump has to be primed with water before it is started for the first time, or its seals run dry"
                    + " and have to be replaced by a mechanic of the maker before it may be used again.";

    private static Passage passage(String filename, int page, String text) {
        Chunk chunk = new Chunk(0, text, List.of(), List.of(new PageSpan(page, 0, text.length())), 3);
        return new Passage(
                UUID.randomUUID(),
                UUID.randomUUID(),
                1,
                filename,
                chunk,
                Relevance.fused(1, null, null),
                Surroundings.NONE);
    }

    private static List<Passage> fold(List<Passage> ranked, int limit) {
        NearDuplicates distinct = new NearDuplicates(limit);
        ranked.forEach(distinct::add);
        return distinct.passages();
    }

    @Test
    void what_says_nearly_the_same_is_folded_into_the_better_one() {
        Passage first = passage("a.pdf", 1, TEXT);
        Passage same = passage("b.pdf", 7, TEXT.toUpperCase() + " (end)");
        Passage other = passage(
                "c.pdf",
                2,
                TEXT.replace("pump", "engine").replace("water", "oil").replace("seals", "rings"));

        List<Passage> folded = fold(List.of(first, same, other), 8);

        assertThat(folded).extracting(Passage::filename).containsExactly("a.pdf", "c.pdf");
        assertThat(folded.getFirst().surroundings().repeats())
                .containsExactly(new Repeat(same.documentId(), "b.pdf", 7));
        assertThat(folded.getLast().surroundings().repeats()).isEmpty();
    }

    @Test
    void the_places_of_those_left_out_go_to_others() {
        List<Passage> ranked = List.of(
                passage("a.pdf", 1, TEXT),
                passage("b.pdf", 1, TEXT),
                passage("c.pdf", 1, "short"),
                passage("d.pdf", 1, "Short."));

        assertThat(fold(ranked, 2)).extracting(Passage::filename).containsExactly("a.pdf", "c.pdf");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    The yearly fee is 1,200 EUR.     | The yearly fee is 1,300 EUR.
                    It loses 5 degrees, gains 7.     | It loses 7 degrees, gains 5.
                    The limit is -5 degrees.         | The limit is 5 degrees.
                    It may be opened by hand.        | It may not be opened by hand.
                    It does start by itself.         | It doesn't start by itself.
                    Es darf geöffnet werden.         | Es darf nicht geöffnet werden.
                    The key is kept by Mr Smith.     | The key is kept by Mr Jones.
                    """)
    void what_differs_in_a_number_a_name_or_a_not_is_no_repeat(String one, String other) {
        List<Passage> ranked = List.of(passage("a.pdf", 1, TEXT + " " + one), passage("b.pdf", 1, TEXT + " " + other));

        assertThat(fold(ranked, 8)).extracting(Passage::filename).containsExactly("a.pdf", "b.pdf");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    The yearly fee is 1,200 EUR.     | The yearly fee is (1,200 EUR)
                    It doesn't start by itself.      | It doesn’t start by itself!
                    All of that has to be dry.       | All of that has to be dried.
                    """)
    void what_is_only_put_otherwise_is_a_repeat(String one, String other) {
        List<Passage> ranked = List.of(passage("a.pdf", 1, TEXT + " " + one), passage("b.pdf", 1, TEXT + " " + other));

        assertThat(fold(ranked, 8)).extracting(Passage::filename).containsExactly("a.pdf");
    }
}
