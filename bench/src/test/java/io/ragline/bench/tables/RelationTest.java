package io.ragline.bench.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ragline.bench.tables.Grid.Cell;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RelationTest {

    @Test
    void a_grid_of_two_by_two_has_four_relations() {
        Counts<Relation> relations = Relation.of(Csv.grid("a,b\nc,d\n"));

        assertThat(relations.size()).isEqualTo(4);
        assertThat(relations.of(new Relation("a", "b", false))).isEqualTo(1);
        assertThat(relations.of(new Relation("c", "d", false))).isEqualTo(1);
        assertThat(relations.of(new Relation("a", "c", true))).isEqualTo(1);
        assertThat(relations.of(new Relation("b", "d", true))).isEqualTo(1);
    }

    @Test
    void blank_cells_are_passed_over() {
        // a . b
        // c d .
        Counts<Relation> relations = Relation.of(Csv.grid("a,,b\nc,d,\n"));

        assertThat(relations.size()).isEqualTo(3);
        assertThat(relations.of(new Relation("a", "b", false))).isEqualTo(1);
        assertThat(relations.of(new Relation("c", "d", false))).isEqualTo(1);
        assertThat(relations.of(new Relation("a", "c", true))).isEqualTo(1);
    }

    @Test
    void a_cell_over_two_columns_meets_both_below_it_and_each_neighbour_once() {
        // T T x      T spans two rows and two columns, x two rows
        // T T x
        // a b c
        Grid grid = new Grid(List.of(
                new Cell(0, 0, 2, 2, "T"),
                new Cell(0, 2, 2, 1, "x"),
                new Cell(2, 0, 1, 1, "a"),
                new Cell(2, 1, 1, 1, "b"),
                new Cell(2, 2, 1, 1, "c")));

        Counts<Relation> relations = Relation.of(grid);

        assertThat(relations.size()).isEqualTo(6);
        assertThat(relations.of(new Relation("T", "x", false))).isEqualTo(1);
        assertThat(relations.of(new Relation("T", "a", true))).isEqualTo(1);
        assertThat(relations.of(new Relation("T", "b", true))).isEqualTo(1);
        assertThat(relations.of(new Relation("x", "c", true))).isEqualTo(1);
    }

    @Test
    void two_columns_read_as_one_cost_precision_and_recall() {
        Counts<Relation> expected = Relation.of(Csv.grid("n,x,y\na,1,2\nb,3,4\n"));
        Counts<Relation> found = Relation.of(Csv.grid("n,x y\na,1 2\nb,3 4\n"));

        Score score = Score.of(expected, found);

        // 6 beside each other and 6 below, against 3 and 4; n above a and a above b are the same
        assertThat(score).isEqualTo(new Score(12, 7, 2));
        assertThat(score.precision()).isCloseTo(2 / 7.0, within(1e-9));
        assertThat(score.recall()).isCloseTo(2 / 12.0, within(1e-9));
        assertThat(score.f1()).isCloseTo(4 / 19.0, within(1e-9));
    }

    @Test
    void the_same_relation_counts_as_often_as_it_is_expected() {
        Counts<Relation> expected = Relation.of(Csv.grid("0,0\n0,0\n"));
        Counts<Relation> found = Relation.of(Csv.grid("0,0\n0,0\n0,0\n"));

        // 2 beside and 2 below expected, 3 and 4 found
        assertThat(Score.of(expected, found)).isEqualTo(new Score(4, 7, 4));
    }

    @Test
    void what_cells_hold_is_compared_without_space_hyphens_and_leaders() {
        assertThat(Content.of(" Ring-\nding ")).isEqualTo(Content.of("Ringding"));
        assertThat(Content.of("Total . . . . . .")).isEqualTo("Total");
        assertThat(Content.of("ﬁsh\u00a0\u200b")).isEqualTo("fish");
        assertThat(Content.of("-12.5")).isEqualTo("-12.5").isNotEqualTo(Content.of("12.5"));
        assertThat(Content.of("a")).isNotEqualTo(Content.of("A"));
    }
}
