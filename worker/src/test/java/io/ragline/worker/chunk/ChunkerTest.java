package io.ragline.worker.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.Chunk;
import io.ragline.model.ChunkingOptions;
import io.ragline.model.ChunkingStrategy;
import io.ragline.model.Page;
import io.ragline.model.PageSpan;
import io.ragline.model.TextBlock;
import io.ragline.model.TextBlock.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunkerTest {
    private static final ChunkingOptions SMALL = ChunkingOptions.structure(32, 8);

    @Test
    void a_short_document_is_one_chunk() {
        List<Chunk> chunks = chunk(SMALL, page(1, TextBlock.paragraph("One two."), TextBlock.paragraph("Three.")));

        assertThat(chunks)
                .containsExactly(new Chunk(0, "One two.\n\nThree.", List.of(), List.of(new PageSpan(1, 0, 16)), 3));
    }

    @Test
    void a_document_without_text_has_no_chunks() {
        assertThat(chunk(SMALL, page(1), page(2, TextBlock.paragraph(" \n ")))).isEmpty();
    }

    @Test
    void a_heading_starts_a_chunk_that_carries_its_path() {
        List<Chunk> chunks = chunk(
                SMALL,
                page(
                        1,
                        TextBlock.heading(1, "Guide"),
                        TextBlock.paragraph("Welcome."),
                        TextBlock.heading(2, "Install"),
                        TextBlock.paragraph("Unpack it."),
                        TextBlock.heading(1, "Index"),
                        TextBlock.paragraph("See there.")));

        assertThat(chunks).extracting(Chunk::text).containsExactly("Welcome.", "Unpack it.", "See there.");
        assertThat(chunks)
                .extracting(Chunk::headingPath)
                .containsExactly(List.of("Guide"), List.of("Guide", "Install"), List.of("Index"));
        assertThat(EmbeddingText.of(chunks.get(1))).isEqualTo("Guide\nInstall\nUnpack it.");
    }

    @Test
    void headings_over_nothing_are_kept_as_text() {
        List<Chunk> chunks = chunk(
                SMALL,
                page(1, TextBlock.heading(1, "Annual report"), TextBlock.heading(1, "Contents")),
                page(
                        2,
                        TextBlock.heading(1, "Sales"),
                        TextBlock.paragraph("They rose."),
                        TextBlock.heading(1, "The end")));

        assertThat(chunks).extracting(Chunk::text).containsExactly("Annual report\nContents", "They rose.", "The end");
        assertThat(chunks.getLast().pageAt(0)).isEqualTo(2);
    }

    @Test
    void a_long_heading_is_a_paragraph() {
        List<Chunk> chunks = chunk(SMALL, page(1, TextBlock.heading(1, words(60))));

        assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.headingPath()).isEmpty());
    }

    @Test
    void chunks_end_with_a_sentence_and_repeat_the_last_ones() {
        List<String> sentences = IntStream.range(0, 20)
                .mapToObj(i -> "This is sentence number " + i + ".")
                .toList();

        List<Chunk> chunks = chunk(SMALL, page(1, TextBlock.paragraph(String.join(" ", sentences))));

        assertThat(chunks).hasSizeGreaterThan(3).allSatisfy(chunk -> {
            assertThat(chunk.text()).endsWith(".").startsWith("This");
            assertThat(chunk.tokens()).isBetween(10, 36);
        });
        assertThat(chunks.get(1).text()).startsWith(lastSentence(chunks.get(0).text()));
    }

    @Test
    void a_paragraph_that_does_not_fit_starts_a_new_chunk() {
        List<Chunk> chunks = chunk(
                ChunkingOptions.structure(32, 0),
                page(1, TextBlock.paragraph(words(20) + "."), TextBlock.paragraph(words(10) + ". " + words(10) + ".")));

        assertThat(chunks).extracting(Chunk::tokens).containsExactly(20, 20);
    }

    @Test
    void the_heading_counts_in_the_size() {
        List<Chunk> chunks = chunk(
                ChunkingOptions.structure(40, 0),
                page(1, TextBlock.heading(1, words(20)), TextBlock.paragraph((words(9) + ". ").repeat(4))));

        assertThat(chunks).extracting(Chunk::tokens).containsExactly(18, 18);
    }

    @Test
    void a_sentence_that_goes_on_over_the_page_stays_whole_and_knows_both_pages() {
        List<Chunk> chunks = chunk(
                SMALL,
                page(3, TextBlock.paragraph("It began well. The valve that")),
                page(4, TextBlock.paragraph("leaked was replaced. All was well.")));

        Chunk chunk = chunks.getFirst();
        assertThat(chunks).hasSize(1);
        assertThat(chunk.text()).isEqualTo("It began well. The valve that leaked was replaced. All was well.");
        assertThat(chunk.spans()).containsExactly(new PageSpan(3, 0, 29), new PageSpan(4, 30, 64));
        assertThat(chunk.pageAt(chunk.text().indexOf("The valve"))).isEqualTo(3);
        assertThat(chunk.pageAt(chunk.text().indexOf("All"))).isEqualTo(4);
    }

    @Test
    void a_word_that_is_hyphenated_over_the_page_is_not_torn_apart() {
        List<Chunk> chunks =
                chunk(SMALL, page(1, TextBlock.paragraph("A long exam-")), page(2, TextBlock.paragraph("ple ends.")));

        assertThat(chunks).extracting(Chunk::text).containsExactly("A long exam-ple ends.");
    }

    @Test
    void a_finished_paragraph_does_not_swallow_the_next_page() {
        List<Chunk> chunks =
                chunk(SMALL, page(1, TextBlock.paragraph("It ended.")), page(2, TextBlock.paragraph("New page.")));

        assertThat(chunks).extracting(Chunk::text).containsExactly("It ended.\n\nNew page.");
        assertThat(chunks.getFirst().spans()).containsExactly(new PageSpan(1, 0, 9), new PageSpan(2, 11, 20));
    }

    @Test
    void a_table_stands_alone_and_is_cut_between_rows_under_its_header() {
        String rows = IntStream.range(0, 12)
                .mapToObj(i -> "<tr><td>row" + i + "</td><td>a b c</td></tr>")
                .collect(Collectors.joining());
        TextBlock table = new TextBlock(
                Kind.TABLE, 0, "<table><tr><th>Name</th><th>Value</th></tr>" + rows + "</table>", List.of());

        List<Chunk> chunks = chunk(
                ChunkingOptions.structure(32, 0),
                page(1, TextBlock.paragraph("Before it."), table, TextBlock.paragraph("After it.")));

        assertThat(chunks.getFirst().text()).isEqualTo("Before it.");
        assertThat(chunks.getLast().text()).isEqualTo("After it.");
        assertThat(chunks.subList(1, chunks.size() - 1))
                .hasSizeGreaterThan(1)
                .allSatisfy(chunk -> assertThat(chunk.text().lines()).first().isEqualTo("Name | Value"));
        assertThat(chunks.subList(1, chunks.size() - 1).stream()
                        .flatMap(chunk -> chunk.text().lines())
                        .filter(line -> line.startsWith("row")))
                .hasSize(12)
                .doesNotHaveDuplicates();
    }

    @Test
    void the_sentence_before_a_table_stands_with_it_and_nowhere_else_if_there_is_no_more_before_it() {
        TextBlock table = new TextBlock(Kind.TABLE, 0, "<tr><td>1</td></tr>", List.of());

        assertThat(chunk(SMALL, page(1, TextBlock.paragraph("Table 1: Sales."), table)))
                .extracting(Chunk::text)
                .containsExactly("Table 1: Sales.\n\n1");
        assertThat(chunk(SMALL, page(1, TextBlock.paragraph(words(16) + ". Table 1: Sales."), table)))
                .extracting(Chunk::text)
                .containsExactly(words(16) + ". Table 1: Sales.", "Table 1: Sales.\n\n1");
    }

    @Test
    void the_sentence_before_a_table_stands_alone_if_only_the_table_fits() {
        TextBlock table = new TextBlock(Kind.TABLE, 0, "<tr><td>" + words(30) + "</td></tr>", List.of());

        assertThat(chunk(ChunkingOptions.structure(64, 8), page(1, TextBlock.paragraph("Table 1: Sales."), table)))
                .extracting(Chunk::text)
                .containsExactly("Table 1: Sales.\n\n" + words(30));
        TextBlock full = new TextBlock(
                Kind.TABLE, 0, "<tr><td>" + words(15) + "</td></tr><tr><td>" + words(15) + "</td></tr>", List.of());
        assertThat(chunk(SMALL, page(1, TextBlock.paragraph("Table 1: Sales."), full)))
                .extracting(Chunk::text)
                .containsExactly("Table 1: Sales.", words(15) + "\n" + words(15));
    }

    @Test
    void what_stands_before_a_long_table_stands_with_its_first_rows() {
        String rows = IntStream.range(0, 20)
                .mapToObj(i -> "<tr><td>row" + i + "</td><td>a b</td></tr>")
                .collect(Collectors.joining());

        List<Chunk> chunks = chunk(
                SMALL, page(1, TextBlock.paragraph("Table 1: Sales."), new TextBlock(Kind.TABLE, 0, rows, List.of())));

        assertThat(chunks.getFirst().text()).startsWith("Table 1: Sales.\n\nrow0 | a b\nrow1 | a b");
        assertThat(chunks.subList(1, chunks.size()))
                .isNotEmpty()
                .allSatisfy(chunk -> assertThat(chunk.text()).startsWith("row0 | a b\n"));
    }

    @Test
    void a_header_of_several_rows_is_repeated_as_one() {
        String head = "<thead><tr><th rowspan=2>Region</th><th colspan=2>Sales</th></tr>"
                + "<tr><th>2024</th><th>2025</th></tr></thead>";
        String rows = IntStream.range(0, 20)
                .mapToObj(i -> "<tr><td>row" + i + "</td><td>a</td><td>b</td></tr>")
                .collect(Collectors.joining());

        List<Chunk> chunks = chunk(
                ChunkingOptions.structure(64, 0),
                page(1, new TextBlock(Kind.TABLE, 0, "<table>" + head + rows + "</table>", List.of())));

        assertThat(chunks)
                .hasSizeGreaterThan(1)
                .allSatisfy(chunk -> assertThat(chunk.text()).startsWith("Region | Sales / 2024 | Sales / 2025\nrow"));
    }

    @Test
    void a_sentence_without_end_is_cut_between_words() {
        List<Chunk> chunks = chunk(SMALL, page(1, TextBlock.paragraph(words(200))));

        assertThat(chunks)
                .hasSizeGreaterThan(5)
                .allSatisfy(chunk -> assertThat(chunk.tokens()).isLessThanOrEqualTo(36));
    }

    @Test
    void text_without_spaces_is_cut_too() {
        List<Chunk> chunks = chunk(SMALL, page(1, TextBlock.paragraph("x".repeat(10_000))));

        assertThat(chunks).hasSizeGreaterThan(10);
        assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.text().length()).isLessThan(600));
    }

    @Test
    void surrogate_pairs_are_never_cut() {
        List<Chunk> chunks = chunk(SMALL, page(1, TextBlock.paragraph("𝔘".repeat(3_001))));

        assertThat(chunks)
                .allSatisfy(
                        chunk -> assertThat(chunk.text().codePoints()).allMatch(point -> point == "𝔘".codePointAt(0)));
    }

    @Test
    void list_items_and_code_keep_their_lines() {
        List<Chunk> chunks = chunk(
                SMALL,
                page(
                        1,
                        TextBlock.paragraph("Do this:"),
                        new TextBlock(Kind.LIST_ITEM, 0, "• first", List.of()),
                        new TextBlock(Kind.LIST_ITEM, 0, "• second", List.of()),
                        new TextBlock(Kind.CODE, 0, "if (x)\n    y();", List.of())));

        assertThat(chunks).extracting(Chunk::text).containsExactly("Do this:\n• first\n• second\n\nif (x)\n    y();");
    }

    @Test
    void ordinals_count_from_0() {
        List<Chunk> chunks = chunk(SMALL, page(1, TextBlock.paragraph((words(10) + ". ").repeat(10))));

        assertThat(chunks)
                .extracting(Chunk::ordinal)
                .containsExactlyElementsOf(
                        IntStream.range(0, chunks.size()).boxed().toList());
    }

    @Test
    void code_stays_whole_where_it_fits_and_keeps_its_indentation() {
        String code = "  def f():\n    return " + words(20);

        List<Chunk> chunks = chunk(
                ChunkingOptions.structure(32, 0),
                page(
                        1,
                        TextBlock.paragraph(words(14) + "."),
                        new TextBlock(Kind.CODE, 0, "\n" + code + "\n", List.of())));

        assertThat(chunks).extracting(Chunk::text).containsExactly(words(14) + ".", code);
    }

    @Test
    void longer_code_is_cut_between_lines() {
        List<String> lines = IntStream.range(0, 20)
                .mapToObj(i -> "    call(a. B, " + i + ");")
                .toList();

        List<Chunk> chunks = chunk(
                ChunkingOptions.structure(32, 0),
                page(1, new TextBlock(Kind.CODE, 0, String.join("\n", lines), List.of())));

        assertThat(chunks).hasSizeGreaterThan(1);
        assertThat(chunks.stream().flatMap(chunk -> chunk.text().lines())).containsExactlyElementsOf(lines);
    }

    @Test
    void all_rows_of_a_tables_head_are_repeated() {
        String head = "<thead><tr><th colspan=2>Sales</th></tr><tr><th>Region</th><td>Euros</td></tr></thead>";
        String rows = IntStream.range(0, 20)
                .mapToObj(i -> "<tr><th>row" + i + "</th><td>a b c</td></tr>")
                .collect(Collectors.joining());

        List<Chunk> chunks = chunk(
                ChunkingOptions.structure(32, 0),
                page(1, new TextBlock(Kind.TABLE, 0, "<table>" + head + rows + "</table>", List.of())));

        assertThat(chunks)
                .hasSizeGreaterThan(2)
                .allSatisfy(chunk -> assertThat(chunk.text()).startsWith("Sales\nRegion | Euros\nrow"));
    }

    @Test
    void a_table_that_fits_stays_whole_though_the_sentence_before_it_does_not_fit_too() {
        String rows = IntStream.range(0, 20)
                .mapToObj(i -> "<tr><td>" + i + "</td></tr>")
                .collect(Collectors.joining());
        TextBlock table = new TextBlock(Kind.TABLE, 0, rows, List.of());

        List<Chunk> chunks = chunk(
                ChunkingOptions.structure(32, 16),
                page(1, TextBlock.paragraph(words(14) + ". Numbers: " + words(14) + "."), table));

        assertThat(chunks.getLast().text().lines()).hasSize(20);
    }

    @Test
    void what_a_picture_shows_is_a_paragraph_of_its_own() {
        List<Chunk> chunks = chunk(
                SMALL,
                page(
                        1,
                        TextBlock.paragraph("The lamp"),
                        new TextBlock(Kind.IMAGE, 0, "a lighthouse at night", List.of()),
                        TextBlock.paragraph("burns.")));

        assertThat(chunks).extracting(Chunk::text).containsExactly("The lamp\n\na lighthouse at night\n\nburns.");
    }

    @Test
    void a_picture_of_which_nothing_is_known_is_mentioned_beside_text_and_makes_no_chunk() {
        List<Chunk> chunks = chunk(
                SMALL,
                page(1, picture(1)),
                page(2, TextBlock.heading(1, "Cover"), picture(2)),
                page(
                        3,
                        TextBlock.heading(1, "Lamps"),
                        picture(3),
                        TextBlock.paragraph("The lamp"),
                        picture(3),
                        TextBlock.paragraph("burns."),
                        picture(3)),
                page(4, TextBlock.heading(1, "End"), picture(4)));

        assertThat(chunks)
                .extracting(Chunk::text)
                .containsExactly(
                        "Cover", "image on page 3\n\nThe lamp\n\nimage on page 3\n\nburns.\n\nimage on page 3", "End");
    }

    @Test
    void a_document_of_pictures_has_no_chunks() {
        for (ChunkingStrategy strategy : ChunkingStrategy.values()) {
            assertThat(chunk(strategy.defaults(), page(1, picture(1)), page(2, picture(2), picture(2))))
                    .as(strategy.id())
                    .isEmpty();
        }
    }

    @Test
    void a_soft_hyphen_at_the_end_of_a_page_goes() {
        List<Chunk> chunks = chunk(
                SMALL, page(1, TextBlock.paragraph("A long exam\u00ad")), page(2, TextBlock.paragraph("ple ends.")));

        assertThat(chunks).extracting(Chunk::text).containsExactly("A long example ends.");
        assertThat(chunks.getFirst().pageAt("A long exam".length())).isEqualTo(2);
    }

    @Test
    void the_page_is_named_as_printed() {
        List<Chunk> chunks = chunk(
                SMALL,
                new Page(1, "iv", 595, 842, List.of(TextBlock.paragraph("One."))),
                new Page(2, "1", 595, 842, List.of(TextBlock.paragraph("Two."))));

        assertThat(chunks).hasSize(1);
        assertThat(chunks.getFirst().pageLabelAt(0)).isEqualTo("iv");
        assertThat(chunks.getFirst().pageLabelAt(6)).isEqualTo("1");
    }

    @Test
    void a_text_of_nothing_but_odd_white_space_is_harmless() {
        for (ChunkingStrategy strategy : ChunkingStrategy.values()) {
            for (Kind kind : List.of(Kind.PARAGRAPH, Kind.CODE, Kind.TABLE, Kind.IMAGE)) {
                TextBlock odd = new TextBlock(kind, 0, "\u00a0".repeat(5_000), List.of());

                assertThat(chunk(strategy.defaults(), page(1, odd))).isEmpty();
            }
        }
    }

    private static TextBlock picture(int page) {
        return new TextBlock(Kind.IMAGE, 0, "image on page " + page, List.of());
    }

    static List<Chunk> chunk(ChunkingOptions options, Page... pages) {
        List<Chunk> chunks = new ArrayList<>();
        Chunker chunker = Chunker.of(options, ChunkerTest::countWords, chunks::add);
        Arrays.stream(pages).forEach(chunker::accept);
        chunker.finish();
        return chunks;
    }

    static Page page(int number, TextBlock... blocks) {
        return new Page(number, null, 595, 842, List.of(blocks));
    }

    static int countWords(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    private static String words(int count) {
        return IntStream.range(0, count).mapToObj(i -> (i == 0 ? "W" : "w") + i).collect(Collectors.joining(" "));
    }

    private static String lastSentence(String text) {
        return text.substring(text.lastIndexOf("This"));
    }
}
