package io.ragline.bench.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.bench.tables.Expected.Area;
import io.ragline.bench.tables.Expected.Part;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EvaluationTest {
    private static final Path PDF = Path.of("harbour.pdf");

    private static Expected expected(int page, @Nullable Area area, String csv) {
        return new Expected(PDF, Path.of("harbour.csv"), List.of(new Part(page, area, Csv.grid(csv))));
    }

    private static Found found(int page, Area area, String csv) {
        return new Found(page, area, 800, Csv.grid(csv));
    }

    private static Area area(double left, double top, double right, double bottom) {
        return new Area(left, top, right, bottom, false);
    }

    @Test
    void a_table_is_compared_with_what_was_found_in_its_area() {
        Found inside = found(1, area(10, 10, 100, 100), "a,b\nc,d\n");
        Found below = found(1, area(10, 300, 100, 400), "e,f\ng,h\n");
        Found elsewhere = found(2, area(10, 10, 100, 100), "a,b\nc,d\n");
        // the area as a PDF has it, from the bottom of a page of 800
        Expected table = expected(1, new Area(5, 795, 105, 695, true), "a,b\nc,x\n");

        Evaluation evaluation = new Evaluation(List.of(table), List.of(inside, below, elsewhere));

        assertThat(evaluation.foundFor(0)).containsExactly(inside);
        assertThat(evaluation.others()).containsExactly(below, elsewhere);
        // a-b and a-c are the same; c-d and b-d are not
        assertThat(evaluation.relations(0)).isEqualTo(new Score(4, 4, 2));
        assertThat(evaluation.cells(0)).isEqualTo(new Score(4, 4, 3));
    }

    @Test
    void without_an_area_the_cells_texts_tell_which_tables_are_meant() {
        Found first = found(1, area(0, 0, 9, 9), "a,b\nc,d\n");
        Found second = found(2, area(0, 0, 9, 9), "e,f\ng,h\n");
        Found other = found(3, area(0, 0, 9, 9), "a,z\ny,x\n");
        Expected table = expected(0, null, "a,b\nc,d\ne,f\ng,h\n");

        Evaluation evaluation = new Evaluation(List.of(table), List.of(other, second, first));

        assertThat(evaluation.foundFor(0)).containsExactlyInAnyOrder(first, second);
        // the two where one part joins the next are missing: c-e and d-f
        assertThat(evaluation.relations(0)).isEqualTo(new Score(10, 8, 8));
    }

    @Test
    void a_table_that_was_not_found_is_all_missing() {
        Evaluation evaluation = new Evaluation(List.of(expected(1, area(0, 0, 9, 9), "a,b\nc,d\n")), List.of());

        assertThat(evaluation.relations(0)).isEqualTo(new Score(4, 0, 0));
        assertThat(evaluation.relations(0).f1()).isZero();
    }

    @Test
    void a_region_is_met_by_one_that_shares_half_of_what_both_cover() {
        List<Part> regions = List.of(
                new Part(1, area(0, 0, 100, 100), new Grid(List.of())),
                new Part(1, area(0, 200, 100, 300), new Grid(List.of())));
        List<Found> tables = List.of(
                found(1, area(0, 0, 100, 60), "a,b\n"), found(1, area(0, 200, 40, 300), "c,d\n"));

        assertThat(Evaluation.regions(regions, tables)).isEqualTo(new Score(2, 2, 1));
    }

    @Test
    void the_product_s_html_is_read_by_html_s_rules_for_spans() {
        Grid grid = TableHtml.grid("<table><thead><tr><th rowspan=\"2\">P</th><th colspan=\"2\">S &amp; T</th></tr>"
                + "<tr><th>x</th><th>y</th></tr></thead><tbody><tr><td>a</td><td></td><td>1 &lt; 2</td></tr></tbody></table>");

        assertThat(grid.cells())
                .containsExactly(
                        new Grid.Cell(0, 0, 2, 1, "P"),
                        new Grid.Cell(0, 1, 1, 2, "S & T"),
                        new Grid.Cell(1, 1, 1, 1, "x"),
                        new Grid.Cell(1, 2, 1, 1, "y"),
                        new Grid.Cell(2, 0, 1, 1, "a"),
                        new Grid.Cell(2, 1, 1, 1, ""),
                        new Grid.Cell(2, 2, 1, 1, "1 < 2"));
    }
}
