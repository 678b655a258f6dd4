package io.ragline.bench.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
    private final Table table = new Table("queue", "jobs");

    @Test
    void text_stands_in_columns() {
        table.row("Ragline", "4,000/s");

        assertThat(table.text()).isEqualTo("""
                queue        jobs
                Ragline   4,000/s
                """);
    }

    @Test
    void markdown_has_a_rule_below_the_headings() {
        table.row("Ragline", "4,000/s");

        assertThat(table.markdown()).isEqualTo("""
                | queue | jobs |
                | --- | --- |
                | Ragline | 4,000/s |
                """);
    }

    @Test
    void a_row_that_does_not_fit_is_refused() {
        assertThatThrownBy(() -> table.row("Ragline")).hasMessage("a row of 1 cells in a table of 2 columns");
    }
}
