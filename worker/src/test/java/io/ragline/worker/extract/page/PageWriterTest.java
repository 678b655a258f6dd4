package io.ragline.worker.extract.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ragline.model.Page;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.RecordingSink;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PageWriterTest {
    private final RecordingSink sink = new RecordingSink();
    private final PageWriter page = new PageWriter(sink, 3);

    @Test
    void pages_are_numbered_and_labelled_and_an_empty_one_is_handed_out_too() {
        page.start("First");
        page.paragraph("One");
        page.start(null);
        page.end();

        assertThat(sink.pages()).extracting(Page::number).containsExactly(1, 2);
        assertThat(sink.pages()).extracting(Page::label).containsExactly("First", null);
        assertThat(sink.total()).isEqualTo(2);
    }

    @Test
    void a_long_page_goes_out_in_parts() {
        page.start(null);
        for (int i = 0; i < 30; i++) {
            page.paragraph("word ".repeat(2_000));
        }
        page.end();

        assertThat(sink.pages()).hasSizeGreaterThan(2).allMatch(part -> part.number() == 1);
        assertThat(sink.blocks()).hasSize(30);
    }

    @Test
    void a_paragraph_without_end_is_cut_at_spaces() {
        page.paragraph("word ".repeat(50_000));
        page.end();

        assertThat(sink.blocks())
                .hasSizeGreaterThan(5)
                .allMatch(block -> block.text().length() <= 32 * 1_024);
        assertThat(sink.text().replace('\n', ' '))
                .isEqualTo("word ".repeat(50_000).strip());
    }

    @Test
    void text_without_spaces_is_cut_between_characters() {
        page.paragraph("😀".repeat(40_000));
        page.end();

        assertThat(sink.blocks()).allMatch(block -> block.text().codePoints().allMatch(c -> c == 0x1f600));
        assertThat(String.join("", sink.text().split("\n"))).isEqualTo("😀".repeat(40_000));
    }

    @Test
    void more_pages_than_allowed_are_refused() {
        page.start(null);
        page.start(null);
        page.start(null);

        assertThatThrownBy(() -> page.start(null)).isInstanceOf(RaglineException.class);
    }

    @Test
    void rows_that_share_a_cell_stay_in_one_table() {
        TableWriter table = page.table();
        for (int group = 0; group < 20; group++) {
            table.row(List.of(new Cell("group " + group, 1, 10, false), Cell.of("word ".repeat(100))));
            for (int i = 1; i < 10; i++) {
                table.row(List.of(Cell.of("word ".repeat(100))));
            }
        }
        table.finish();
        page.end();

        assertThat(sink.blocks())
                .hasSizeGreaterThan(1)
                .allSatisfy(block -> assertThat(block.text().split("<tr>", -1))
                        .hasSize(10 * (block.text().split("rowspan", -1).length - 1) + 1));
    }

    @Test
    void a_table_of_one_cell_is_a_paragraph() {
        TableWriter table = page.table();
        table.row(List.of(Cell.of("Only a frame")));
        table.finish();
        page.end();

        assertThat(sink.outline()).containsExactly("PARAGRAPH: Only a frame");
    }

    @Test
    void what_a_cell_says_can_be_no_tag() {
        TableWriter table = page.table();
        table.row(List.of(Cell.of("<b>a & b</b>"), Cell.of("two\nlines")));
        table.finish();
        page.end();

        assertThat(sink.text()).contains("<td>&lt;b&gt;a &amp; b&lt;/b&gt;</td><td>two<br>lines</td>");
    }
}
