package io.ragline.bench.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.Box;
import io.ragline.model.Page;
import io.ragline.model.TextBlock;
import io.ragline.model.TextBlock.Kind;
import io.ragline.model.TextLine;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadTextTest {

    @Test
    void lines_break_where_the_page_breaks_them() {
        assertThat(read("one two three", line(0, 7, 70, 100), line(8, 13, 70, 114)))
                .isEqualTo("one two\nthree\n\n\n");
    }

    @Test
    void a_word_joined_over_the_break_stays_on_the_upper_line() {
        assertThat(read("an environmental report", line(0, 11, 70, 100), line(11, 23, 70, 114)))
                .isEqualTo("an environmental\nreport\n\n\n");
    }

    @Test
    void cells_beside_each_other_share_their_line() {
        assertThat(read("name price", line(0, 4, 70, 100), line(5, 10, 200, 100)))
                .isEqualTo("name price\n\n\n");
    }

    @Test
    void the_top_of_the_next_column_is_another_line() {
        assertThat(read("left right", line(0, 4, 70, 700), line(5, 10, 320, 80)))
                .isEqualTo("left\nright\n\n\n");
    }

    @Test
    void flowed_text_has_single_spaces_only() {
        assertThat(ReadText.flowed(" one\n\n two\tthree\n")).isEqualTo("one two three");
    }

    private static String read(String text, TextLine... lines) {
        ReadText read = new ReadText();
        read.page(new Page(1, null, 595, 842, List.of(new TextBlock(Kind.PARAGRAPH, 0, text, List.of(lines)))));
        return read.toString();
    }

    private static TextLine line(int start, int end, float x, float y) {
        return new TextLine(start, end, new Box(x, y, 100, 11));
    }
}
