package io.ragline.worker.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.Box;
import io.ragline.model.TextBlock;
import io.ragline.model.TextLine;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTextTest {

    @Test
    void a_row_is_a_line_and_cells_stand_between_bars() {
        String html =
                "<table><tr><th>Region</th><th>Sales &amp; tax</th></tr><tr><td>North</td><td>12&nbsp;000</td></tr></table>";

        assertThat(rows(html)).containsExactly("Region | Sales & tax", "North | 12 000");
    }

    @Test
    void empty_cells_keep_their_place_and_empty_rows_go() {
        assertThat(rows("<tr><td>a</td><td></td><td>c</td></tr><tr><td></td></tr>"))
                .containsExactly("a |  | c");
    }

    @Test
    void markup_inside_cells_is_dropped_and_its_text_kept() {
        assertThat(rows("<tr><td class=\"x\">one<br/><b>two</b></td><td>&#x20AC;&#53; &lt;ok&gt;</td></tr>"))
                .containsExactly("one two | €5 <ok>");
    }

    @Test
    void html_that_forgets_to_close_its_tags_is_read_all_the_same() {
        assertThat(rows("<table><tr><td>a<td>b<tr><td>c<td>d")).containsExactly("a | b", "c | d");
    }

    @Test
    void text_without_any_tag_is_a_row() {
        assertThat(rows("a < b & c &unknown; &#99999999;")).hasSize(1);
    }

    @Test
    void rows_of_the_head_and_a_title_are_headers() {
        assertThat(headers("<caption>T</caption><tr><th>a</th></tr><tr><td>1</td></tr><tr><th>b</th></tr>"))
                .containsExactly("T", "a");
        assertThat(headers("<thead><tr><td>a</td></tr><tr><td>b</td></tr></thead><tbody><tr><td>1</td></tr></tbody>"))
                .containsExactly("a", "b");
        assertThat(headers("<tr><th>a</th><td>1</td></tr>")).isEmpty();
    }

    @Test
    void each_cell_keeps_its_place() {
        String html = "<table><tr><td>a &amp; b</td><td> two\n words </td></tr><tr><td></td><td>c</td></tr></table>";
        Box first = new Box(10, 10, 40, 12);
        Box second = new Box(60, 10, 40, 12);
        Box third = new Box(60, 30, 40, 12);

        List<TableText.Row> rows = TableText.rows(new TextBlock(
                TextBlock.Kind.TABLE,
                0,
                html,
                List.of(
                        place(html, "a &amp; b", first),
                        place(html, " two\n words ", second),
                        place(html, "c</td>", third))));

        assertThat(rows)
                .extracting(TableText.Row::text)
                .containsExactly(
                        new BlockText(
                                "a & b | two words", List.of(new TextLine(0, 5, first), new TextLine(8, 17, second))),
                        new BlockText("| c", List.of(new TextLine(2, 3, third))));
    }

    private static TextLine place(String html, String words, Box box) {
        int start = html.indexOf(words);
        return new TextLine(start, start + words.length(), box);
    }

    private static List<String> headers(String html) {
        return TableText.rows(new TextBlock(TextBlock.Kind.TABLE, 0, html, List.of())).stream()
                .filter(TableText.Row::header)
                .map(row -> row.text().text())
                .toList();
    }

    private static List<String> rows(String html) {
        return TableText.rows(new TextBlock(TextBlock.Kind.TABLE, 0, html, List.of())).stream()
                .map(row -> row.text().text())
                .toList();
    }
}
