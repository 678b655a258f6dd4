package io.ragline.worker.extract.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ragline.model.Box;
import io.ragline.model.TextBlock;
import io.ragline.model.TextLine;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TesseractTableTest {
    private static final String HEAD =
            "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n";

    @Test
    void words_are_joined_to_lines_and_lines_to_paragraphs_with_their_boxes() {
        List<TextBlock> blocks = TesseractTable.parse(HEAD
                        + "4\t1\t1\t1\t1\t0\t10\t10\t90\t20\t-1\t\n"
                        + word(1, 1, 1, 10, 12, 40, 95, "First")
                        + word(1, 1, 1, 60, 10, 40, 95, "line")
                        + word(1, 1, 2, 10, 40, 50, 95, "second")
                        + word(1, 2, 1, 10, 80, 50, 95, "Another"))
                .blocks(0.5f);

        assertThat(blocks).extracting(TextBlock::text).containsExactly("First line second", "Another");
        assertThat(blocks.getFirst().lines())
                .containsExactly(
                        new TextLine(0, 10, new Box(5, 5, 45, 11)), new TextLine(11, 17, new Box(5, 20, 25, 10)));
    }

    @Test
    void a_word_that_the_end_of_a_line_broke_is_joined() {
        List<TextBlock> blocks = TesseractTable.parse(HEAD
                        + word(1, 1, 1, 10, 10, 40, 95, "light-")
                        + word(1, 1, 2, 10, 40, 40, 95, "house")
                        + word(1, 1, 2, 60, 40, 40, 95, "North-")
                        + word(1, 1, 3, 10, 70, 40, 95, "Sea"))
                .blocks(1);

        TextBlock block = blocks.getFirst();
        assertThat(block.text()).isEqualTo("lighthouse North- Sea");
        assertThat(block.lines())
                .extracting(line -> block.text().substring(line.start(), line.end()))
                .containsExactly("light", "house North-", "Sea");
    }

    @Test
    void what_is_hardly_a_word_is_left_out() {
        RecognisedText read = TesseractTable.parse(HEAD
                + word(1, 1, 1, 10, 10, 40, 96, "harbour")
                + word(1, 1, 1, 60, 10, 40, 12, "~;|")
                + word(2, 1, 1, 10, 90, 40, 55, "Il1")
                + word(3, 1, 1, 10, 190, 40, 95, " "));

        assertThat(read.text()).isEqualTo("harbour");
    }

    @Test
    void a_text_may_hold_what_looks_like_a_quote() {
        assertThat(TesseractTable.parse(HEAD + word(1, 1, 1, 10, 10, 40, 95, "\"harbour"))
                        .text())
                .isEqualTo("\"harbour");
    }

    @Test
    void what_is_no_table_says_so_or_is_nothing() {
        assertThat(TesseractTable.parse("no table at all\n")).isEqualTo(RecognisedText.NOTHING);
        assertThatThrownBy(() -> TesseractTable.parse("5\t1\t1\t1\t1\t1\t0\t0\t10\t10\tabc\tword"))
                .isInstanceOf(OcrException.class)
                .hasMessageContaining("abc");
    }

    private static String word(
            int block, int paragraph, int line, int left, int top, int width, int confidence, String text) {
        return "5\t1\t%d\t%d\t%d\t1\t%d\t%d\t%d\t20\t%d\t%s\n"
                .formatted(block, paragraph, line, left, top, width, confidence, text);
    }
}
