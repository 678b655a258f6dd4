package io.ragline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChunkTest {
    private static final Box FIRST = new Box(70, 100, 220, 10);
    private static final Box SECOND = new Box(70, 113, 130, 10);
    private static final String TEXT = "It began well in the old town by the sea. The valve leaked soon.";

    private static Chunk twoLines() {
        return chunk(TEXT, new PageSpan(3, "i", 0, 46, FIRST), new PageSpan(4, "ii", 46, TEXT.length(), SECOND));
    }

    @Test
    void whole_lines_have_their_boxes() {
        assertThat(twoLines().boxes(0, TEXT.length()))
                .containsExactly(new PageBox(3, 70, 100, 220, 10), new PageBox(4, 70, 113, 130, 10));
    }

    @Test
    void a_part_of_a_line_has_its_share_of_the_box() {
        PageBox sentence = twoLines().boxes(42, TEXT.length()).getFirst();

        assertThat(sentence.x() + sentence.width()).isCloseTo(290, within(0.02f));
        assertThat(sentence.x()).isCloseTo(70 + 220 * 42 / 46f, within(6f));
        assertThat(sentence.y()).isEqualTo(100);
    }

    @Test
    void shares_of_a_line_add_up_to_the_line() {
        PageBox start = twoLines().boxes(0, 20).getFirst();
        PageBox rest = twoLines().boxes(20, 46).getFirst();

        assertThat(start.x() + start.width()).isCloseTo(rest.x(), within(0.02f));
        assertThat(rest.x() + rest.width()).isCloseTo(290, within(0.02f));
    }

    @Test
    void a_line_from_right_to_left_is_counted_from_the_right() {
        String hebrew = "שלום לכולם כאן";
        PageBox first = chunk(hebrew, new PageSpan(1, null, 0, hebrew.length(), new Box(100, 50, 70, 10)))
                .boxes(0, 4)
                .getFirst();

        assertThat(first.x() + first.width()).isCloseTo(170, within(0.02f));
        assertThat(first.width()).isBetween(15f, 30f);
    }

    @Test
    void where_a_share_would_be_a_guess_the_whole_box_is_given() {
        Box ofSeveralLines = new Box(70, 100, 80, 60);
        Box upwards = new Box(70, 100, 10, 220);

        assertThat(partOf(TEXT, ofSeveralLines)).isEqualTo(PageBox.of(1, ofSeveralLines));
        assertThat(partOf(TEXT, upwards)).isEqualTo(PageBox.of(1, upwards));
        assertThat(partOf("both שלום directions in one line of it", FIRST)).isEqualTo(PageBox.of(1, FIRST));
    }

    @Test
    void without_places_there_are_pages_and_no_boxes() {
        Chunk chunk = chunk("One two", new PageSpan(1, 0, 3), new PageSpan(2, 4, 7));

        assertThat(chunk.boxes(0, 7)).isEmpty();
        assertThat(chunk.pageAt(3)).isEqualTo(1);
        assertThat(chunk.pageAt(4)).isEqualTo(2);
    }

    @Test
    void a_citation_quotes_word_for_word_and_names_page_and_label() {
        var passage = new Passage(
                new UUID(1, 1),
                new UUID(1, 2),
                3,
                "a.pdf",
                twoLines(),
                Relevance.fused(0.5, null, null),
                Surroundings.NONE);

        Citation citation = Citation.of(2, passage, 42, TEXT.length(), 0, 26);

        assertThat(citation.quote()).isEqualTo("The valve leaked soon.");
        assertThat(citation.page()).isEqualTo(3);
        assertThat(citation.pageLabel()).isEqualTo("i");
        assertThat(citation.version()).isEqualTo(3);
        assertThat(citation.versionId()).isEqualTo(new UUID(1, 2));
        assertThat(citation.boxes()).extracting(PageBox::page).containsExactly(3, 4);
    }

    private static PageBox partOf(String text, Box box) {
        return chunk(text, new PageSpan(1, null, 0, text.length(), box))
                .boxes(0, 5)
                .getFirst();
    }

    private static Chunk chunk(String text, PageSpan... spans) {
        return new Chunk(0, text, List.of(), List.of(spans), 9);
    }
}
