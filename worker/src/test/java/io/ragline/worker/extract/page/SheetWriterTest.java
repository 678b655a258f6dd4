package io.ragline.worker.extract.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.worker.extract.RecordingSink;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SheetWriterTest {
    private final RecordingSink sink = new RecordingSink();
    private final PageWriter page = new PageWriter(sink, 10);
    private final SheetWriter sheet = new SheetWriter(page);

    private void row(int index, String... values) {
        sheet.row(index, Arrays.stream(values).map(Cell::of).toList());
    }

    private List<String> written() {
        sheet.finish();
        page.end();
        return sink.outline();
    }

    @Test
    void words_above_values_are_the_header() {
        row(0, "Part", "Price");
        row(1, "Valve", "7");

        assertThat(written().getFirst()).contains("<thead>\n<tr><th>Part</th><th>Price</th></tr>\n</thead>");
    }

    @Test
    void years_name_columns_too() {
        row(0, "Region", "2023", "2024");
        row(1, "North", "1", "2");

        assertThat(written().getFirst()).contains("<th>2023</th>");
    }

    @Test
    void a_first_row_of_values_is_no_header() {
        row(0, "Valve", "7");
        row(1, "Filter", "8");

        assertThat(written().getFirst()).doesNotContain("<th>").contains("<td>Valve</td><td>7</td>");
    }

    @Test
    void single_cells_above_the_table_are_titles() {
        row(0, "Report");
        row(1, "of the year");
        row(3, "Part", "Price");
        row(4, "Valve", "7");

        assertThat(written())
                .startsWith("PARAGRAPH: Report", "PARAGRAPH: of the year")
                .hasSize(3);
    }

    @Test
    void a_list_is_no_pile_of_titles() {
        row(0, "Valve");
        row(1, "Filter");

        assertThat(written()).singleElement().asString().contains("<td>Valve</td>", "<td>Filter</td>");
    }

    @Test
    void an_empty_row_within_a_table_does_not_end_it() {
        row(0, "Part", "Price");
        row(1, "Valve", "7");
        row(3, "Filter", "8");

        assertThat(written()).singleElement().asString().contains("<td>Valve</td>", "<td>Filter</td>");
    }

    @Test
    void two_tables_on_a_sheet_have_a_header_each() {
        row(0, "Part", "Price");
        row(1, "Valve", "7");
        row(4, "Town", "People");
        row(5, "Ulm", "126000");

        assertThat(written()).hasSize(2).allMatch(block -> block.contains("<thead>"));
        assertThat(sink.outline().get(1)).contains("<th>Town</th>");
    }

    @Test
    void columns_at_the_left_in_which_nothing_stands_are_left_out() {
        row(0, "", "", "Part", "Price");
        row(1, "", "", "Valve", "7");

        assertThat(written().getFirst()).contains("<tr><td>Valve</td><td>7</td></tr>");
    }

    @Test
    void a_span_over_an_empty_row_does_not_reach_into_the_next_but_one() {
        sheet.row(0, List.of(Cell.of("Part"), Cell.of("Price")));
        sheet.row(1, List.of(new Cell("Valve", 1, 3, false), Cell.of("7")));
        sheet.row(3, List.of(Cell.of("9")));
        sheet.row(4, List.of(Cell.of("Filter"), Cell.of("8")));

        assertThat(written().getFirst()).contains("""
                        <tr><td rowspan="3">Valve</td><td>7</td></tr>
                        <tr></tr>
                        <tr><td>9</td></tr>
                        <tr><td>Filter</td><td>8</td></tr>""");
    }
}
