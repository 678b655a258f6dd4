package io.ragline.worker.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.Chunk;
import io.ragline.model.ChunkingOptions;
import io.ragline.model.ChunkingStrategy;
import io.ragline.model.TextBlock;
import io.ragline.model.TextBlock.Kind;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageChunkerTest {
    private static final ChunkingOptions SMALL = new ChunkingOptions(ChunkingStrategy.PAGE, 32, 8);

    @Test
    void each_page_is_a_chunk_even_in_the_middle_of_a_sentence() {
        List<Chunk> chunks = ChunkerTest.chunk(
                SMALL,
                ChunkerTest.page(1, TextBlock.heading(1, "Lamps"), TextBlock.paragraph("The lamp")),
                ChunkerTest.page(2, TextBlock.paragraph("burns."), table("<tr><td>1</td><td>2</td></tr>")),
                ChunkerTest.page(3, TextBlock.heading(2, "Oil"), TextBlock.paragraph("It is dear.")),
                ChunkerTest.page(4),
                ChunkerTest.page(5, TextBlock.paragraph("So be it.")));

        assertThat(chunks)
                .extracting(Chunk::text)
                .containsExactly("Lamps\n\nThe lamp", "burns.\n\n1 | 2", "Oil\n\nIt is dear.", "So be it.");
        assertThat(chunks)
                .extracting(Chunk::headingPath)
                .containsExactly(List.of(), List.of("Lamps"), List.of("Lamps"), List.of("Lamps", "Oil"));
        assertThat(chunks).extracting(chunk -> chunk.pageAt(0)).containsExactly(1, 2, 3, 5);
    }

    @Test
    void a_longer_page_is_cut_and_its_parts_overlap_but_pages_do_not() {
        String page = IntStream.range(0, 12)
                .mapToObj(i -> "This is sentence " + i + ".")
                .collect(Collectors.joining(" "));

        List<Chunk> chunks = ChunkerTest.chunk(
                SMALL,
                ChunkerTest.page(1, TextBlock.paragraph(page)),
                ChunkerTest.page(2, TextBlock.paragraph("End.")));

        assertThat(chunks).hasSizeGreaterThan(2).allSatisfy(chunk -> {
            assertThat(chunk.tokens()).isLessThanOrEqualTo(36);
            assertThat(chunk.spans()).hasSize(1);
        });
        String last = chunks.get(0).text().substring(chunks.get(0).text().lastIndexOf("This"));
        assertThat(chunks.get(1).text()).contains(last);
        assertThat(chunks.getLast().text()).isEqualTo("End.");
    }

    @Test
    void parts_of_one_page_are_one_page() {
        assertThat(ChunkerTest.chunk(
                        SMALL,
                        ChunkerTest.page(1, TextBlock.paragraph("One.")),
                        ChunkerTest.page(1, TextBlock.paragraph("Two."))))
                .extracting(Chunk::text)
                .containsExactly("One.\n\nTwo.");
    }

    @Test
    void a_long_table_repeats_its_header() {
        String rows = IntStream.range(0, 20)
                .mapToObj(i -> "<tr><td>row" + i + "</td><td>a b c</td></tr>")
                .collect(Collectors.joining());

        List<Chunk> chunks = ChunkerTest.chunk(
                SMALL,
                ChunkerTest.page(1, TextBlock.paragraph("See:"), table("<tr><th>Name</th><th>Value</th></tr>" + rows)));

        assertThat(chunks)
                .hasSizeGreaterThan(2)
                .allSatisfy(chunk -> assertThat(chunk.text()).containsOnlyOnce("Name | Value\nrow"));
    }

    private static TextBlock table(String html) {
        return new TextBlock(Kind.TABLE, 0, html, List.of());
    }
}
