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

    @Test
    void a_cell_that_spans_rows_is_repeated_in_each_and_the_rows_of_the_header_are_one() {
        String html = "<table><tr><th rowspan=\"2\">Region</th><th colspan=\"2\">Sales</th></tr>"
                + "<tr><th>2024</th><th>2025</th></tr><tr><td>North</td><td>10</td><td>20</td></tr>"
                + "<tr><td rowspan='2'>South</td><td>30</td><td>40</td></tr><tr><td>31</td><td>41</td></tr></table>";

        assertThat(rows(html))
                .containsExactly(
                        "Region | Sales / 2024 | Sales / 2025",
                        "North | 10 | 20",
                        "South | 30 | 40",
                        "South | 31 | 41");
        assertThat(headers(html)).containsExactly("Region | Sales / 2024 | Sales / 2025");
    }

    @Test
    void a_cell_that_spans_columns_is_repeated_in_each() {
        assertThat(rows("<tr><td>a</td><td>b</td><td>c</td></tr><tr><td>d</td><td colspan=2>e</td></tr>"
                        + "<tr><td colspan=2 rowspan=2>f</td><td>g</td></tr><tr><td>h</td></tr>"))
                .containsExactly("a | b | c", "d | e | e", "f | f | g", "f | f | h");
    }

    @Test
    void a_row_that_a_header_cell_reaches_into_belongs_to_the_header() {
        assertThat(headers(
                        "<tr><th rowspan=2>Region</th><th colspan=2>Sales</th></tr><tr><td>2024</td><td>2025</td></tr>"
                                + "<tr><th>North</th><td>10</td><td>20</td></tr>"))
                .containsExactly("Region | Sales / 2024 | Sales / 2025");
    }

    @Test
    void what_is_as_wide_as_the_table_stands_there_once() {
        assertThat(rows(
                        "<thead><tr><th colspan=2>Sales of the year</th></tr><tr><th>Region</th><th>Euros</th></tr></thead>"
                                + "<tr><td colspan=2>Europe</td></tr><tr><td>North</td><td>10</td></tr>"))
                .containsExactly("Sales of the year", "Region | Euros", "Europe", "North | 10");
    }

    @Test
    void cells_that_are_equally_wide_in_all_rows_are_one_column() {
        assertThat(rows("<tr><td colspan=3>a</td><td>b</td></tr><tr><td colspan=3>c</td><td>d</td></tr>"))
                .containsExactly("a | b", "c | d");
    }

    @Test
    void a_long_text_is_not_repeated_but_leaves_room_for_itself() {
        String remark = "word ".repeat(60).strip();

        assertThat(rows("<tr><td>a</td><td rowspan=2>%s</td><td>1</td></tr><tr><td>b</td><td>2</td></tr>"
                        .formatted(remark)))
                .containsExactly("a | " + remark + " | 1", "b |  | 2");
    }

    @Test
    void spans_without_end_are_cut() {
        assertThat(rows("<tr><td colspan=1000000000000>a</td><td rowspan='999999999'>b</td></tr><tr><td>c</td></tr>"))
                .containsExactly("a | b", "c | b");

        StringBuilder stairs = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            stairs.append("<tr><td rowspan=1000 colspan=").append(i % 1_000).append(">some text</td><td>b</td></tr>");
        }
        assertThat(String.join("\n", rows(stairs.toString()))).hasSizeLessThan(6 * stairs.length());
    }

    @Test
    void a_repeated_cell_points_to_its_place() {
        String html = "<tr><td rowspan=2>South</td><td>30</td></tr><tr><td>31</td></tr>";
        Box south = new Box(10, 10, 40, 24);
        Box value = new Box(60, 22, 40, 12);

        List<TableText.Row> rows = TableText.rows(new TextBlock(
                TextBlock.Kind.TABLE, 0, html, List.of(place(html, "South", south), place(html, "31", value))));

        assertThat(rows.getLast().text())
                .isEqualTo(new BlockText("South | 31", List.of(new TextLine(0, 5, south), new TextLine(8, 10, value))));
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
