package io.ragline.worker.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.TextBlock;
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

    private static List<String> rows(String html) {
        return TableText.rows(new TextBlock(TextBlock.Kind.TABLE, 0, html, List.of())).stream()
                .map(row -> row.text().text())
                .toList();
    }
}
