package io.ragline.worker.extract.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ragline.model.Box;
import io.ragline.model.Page;
import io.ragline.model.TextBlock;
import io.ragline.model.TextLine;
import io.ragline.worker.extract.PdfFixture;
import io.ragline.worker.extract.PdfFixture.Drawing;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PdfLayoutTest {
    private static final String[] PROSE = {
        "The harbour was built in the year of the great storm, when the old",
        "quay had been carried off and the fishing boats lay on the meadows",
        "behind the church. It took nine winters, and every house gave a man."
    };

    @TempDir
    Path folder;

    @BeforeAll
    static void useBundledFonts() {
        BundledFonts.install();
    }

    @Test
    void wrapped_lines_become_paragraphs_and_a_gap_parts_them() throws IOException {
        RecordingSink read = read(pen -> pen.lines(70, 100, PROSE).lines(70, 180, PROSE));

        String paragraph = "PARAGRAPH: " + String.join(" ", PROSE);
        assertThat(read.outline()).containsExactly(paragraph, paragraph);
    }

    @Test
    void an_indented_line_begins_a_paragraph() throws IOException {
        RecordingSink read = read(pen -> pen.lines(70, 100, PROSE)
                .lines(90, 140.5f, "Then the mole was paid for. Nobody thanked the old mayor, who")
                .lines(70, 154, "moved to the mainland and never wrote to anyone again."));

        assertThat(read.outline())
                .containsExactly(
                        "PARAGRAPH: " + String.join(" ", PROSE),
                        "PARAGRAPH: Then the mole was paid for. Nobody thanked the old mayor, who"
                                + " moved to the mainland and never wrote to anyone again.");
    }

    @Test
    void larger_and_bold_lines_become_headings_of_three_levels() throws IOException {
        RecordingSink read = read(pen -> pen.text(70, 80, PdfFixture.REGULAR, 20, "A History of the Harbour")
                .text(70, 120, PdfFixture.REGULAR, 14.5f, "The first quay")
                .lines(70, 150, PROSE)
                .text(70, 210, PdfFixture.BOLD, 11, "Who paid for it")
                .lines(70, 226, PROSE));

        assertThat(read.outline())
                .containsExactly(
                        "HEADING1: A History of the Harbour",
                        "HEADING2: The first quay",
                        "PARAGRAPH: " + String.join(" ", PROSE),
                        "HEADING3: Who paid for it",
                        "PARAGRAPH: " + String.join(" ", PROSE));
    }

    @Test
    void the_number_of_a_heading_says_its_level() throws IOException {
        RecordingSink read = read(pen -> pen.text(70, 80, PdfFixture.BOLD, 14, "2 Methods")
                .text(70, 110, PdfFixture.BOLD, 14, "2.1 Samples")
                .lines(70, 140, PROSE));

        assertThat(read.outline()).startsWith("HEADING1: 2 Methods", "HEADING2: 2.1 Samples");
    }

    @Test
    void list_items_stand_alone_with_their_wrapped_lines() throws IOException {
        RecordingSink read = read(pen -> pen.lines(70, 100, PROSE)
                .lines(80, 145, "• Boats longer than twelve metres moor at the outer mole, where the")
                .lines(90, 158.5f, "water is deep enough.")
                .lines(80, 172, "• All others moor inside.")
                .lines(80, 185.5f, "• Nobody anchors."));

        assertThat(read.outline())
                .containsExactly(
                        "PARAGRAPH: " + String.join(" ", PROSE),
                        "LIST_ITEM: • Boats longer than twelve metres moor at the outer mole, where the"
                                + " water is deep enough.",
                        "LIST_ITEM: • All others moor inside.",
                        "LIST_ITEM: • Nobody anchors.");
    }

    @Test
    void a_word_broken_at_the_line_end_is_joined() throws IOException {
        RecordingSink read = read(pen -> pen.lines(
                70, 100, "The commission asked for an environ-", "mental report on the well-known sand-", "banks."));

        assertThat(read.text()).contains("an environmental report").contains("sandbanks.");
    }

    @Test
    void a_hyphen_of_the_words_own_survives_the_line_end() throws IOException {
        RecordingSink read = read(pen -> pen.lines(
                70,
                100,
                "The well-known captain and the other, less well-",
                "known one sailed pre-",
                "and post-war ships of the Hamburg-",
                "Amerika line."));

        assertThat(read.text())
                .contains("less well-known one")
                .contains("pre- and post-war")
                .contains("Hamburg-Amerika");
    }

    @Test
    void columns_drawn_one_after_the_other_are_read_so() throws IOException {
        RecordingSink read = read(pen -> pen.lines(60, 100, column("left")).lines(310, 100, column("right")));

        assertThat(read.text().lastIndexOf("left")).isLessThan(read.text().indexOf("right"));
    }

    @Test
    void columns_drawn_line_by_line_across_the_page_are_read_one_after_the_other() throws IOException {
        String[] left = column("left");
        String[] right = column("right");
        RecordingSink read = read(pen -> {
            pen.text(60, 70, PdfFixture.BOLD, 18, "One title above both columns");
            for (int i = 0; i < left.length; i++) {
                pen.lines(60, 100 + i * 13.5f, left[i]).lines(310, 100 + i * 13.5f, right[i]);
            }
        });

        assertThat(read.outline().getFirst()).isEqualTo("HEADING1: One title above both columns");
        assertThat(read.text().lastIndexOf("left")).isLessThan(read.text().indexOf("right"));
    }

    @Test
    void a_page_drawn_from_the_bottom_up_is_read_from_the_top_down() throws IOException {
        RecordingSink read = read(pen -> {
            for (int i = 9; i >= 0; i--) {
                pen.lines(70, 100 + i * 13.5f, "This is line number " + i + " of a page drawn upwards");
            }
        });

        assertThat(read.text()).containsSubsequence("number 0", "number 1", "number 5", "number 9");
    }

    @Test
    void the_cells_of_a_table_stay_in_their_rows() throws IOException {
        RecordingSink read = read(pen -> {
            for (int row = 0; row < 6; row++) {
                for (int cell = 0; cell < 4; cell++) {
                    pen.lines(70 + cell * 100, 100 + row * 13.5f, "r" + row + "c" + cell);
                }
            }
        });

        assertThat(read.text()).contains("r0c0 r0c1 r0c2 r0c3\nr1c0 r1c1 r1c2 r1c3\n");
    }

    @Test
    void ligatures_are_spelled_out_and_superscripts_are_kept() {
        assertThat(GlyphText.clean("\ufb01")).isEqualTo("fi");
        assertThat(GlyphText.clean("\ufb03")).isEqualTo("ffi");
        assertThat(GlyphText.clean("x\u00b2")).isEqualTo("x²");
        assertThat(GlyphText.clean("\u00b5")).isEqualTo("µ");
        assertThat(GlyphText.clean("a\u0007b\u200bc\ufeff")).isEqualTo("abc");
        assertThat(GlyphText.clean("\uf0b7")).isEqualTo("•");
    }

    @Test
    void letters_drawn_from_right_to_left_and_glyphs_of_several_letters_are_read_in_order() {
        List<Glyph> drawn = List.of(
                glyph("\u05e9", 130),
                glyph("\u05dc\u05d5", 120),
                glyph("\u05dd", 110),
                glyph("\u05d4", 90),
                glyph("\u05d9", 80));

        assertThat(Segments.of(drawn))
                .extracting(Segment::text)
                .containsExactly("\u05e9\u05dc\u05d5\u05dd \u05d4\u05d9");
    }

    private static Glyph glyph(String text, float x) {
        return new Glyph(text, 0, x, 100, 10, 12, 4, false);
    }

    @Test
    void a_line_knows_where_it_stands() throws IOException {
        RecordingSink read = read(pen -> pen.lines(70, 100, PROSE));

        TextBlock block = read.blocks().getFirst();
        assertThat(block.lines()).hasSize(3);
        TextLine second = block.lines().get(1);
        assertThat(block.text().substring(second.start(), second.end())).isEqualTo(PROSE[1]);
        float width = PdfFixture.REGULAR.getStringWidth(PROSE[1]) * 11 / 1000;
        assertBox(second.box(), 70, 113.5f - 0.76f * 11, width, 11);
    }

    @ParameterizedTest
    @ValueSource(ints = {90, 180, 270})
    void on_a_turned_page_boxes_are_those_of_the_page_as_shown(int rotation) throws IOException {
        // the same words at the same place of the page as shown: x 70, baseline 100
        Matrix at = switch (rotation) {
            case 90 -> new Matrix(0, 1, -1, 0, 100, 70);
            case 180 -> new Matrix(-1, 0, 0, -1, 595.27563f - 70, 100);
            default -> new Matrix(0, -1, 1, 0, 595.27563f - 100, 841.8898f - 70);
        };
        Path file = folder.resolve("turned.pdf");
        try (PdfFixture pdf = new PdfFixture()) {
            pdf.page(rotation, pen -> pen.text(at, PdfFixture.REGULAR, 11, "Shown upright"))
                    .save(file);
        }

        Page page = extract(file).pages().getFirst();

        assertThat(page.width()).isCloseTo(rotation == 180 ? 595.3f : 841.9f, within(0.1f));
        TextBlock block = page.blocks().getFirst();
        assertThat(block.text()).isEqualTo("Shown upright");
        float width = PdfFixture.REGULAR.getStringWidth("Shown upright") * 11 / 1000;
        assertBox(block.lines().getFirst().box(), 70, 100 - 0.76f * 11, width, 11);
    }

    @Test
    void text_turned_on_an_upright_page_is_boxed_where_it_stands() throws IOException {
        RecordingSink read = read(pen -> pen.text(
                new Matrix(0, 1, -1, 0, 50, 841.8898f - 400), PdfFixture.REGULAR, 11, "Upwards at the margin"));

        float length = PdfFixture.REGULAR.getStringWidth("Upwards at the margin") * 11 / 1000;
        Box box = read.blocks().getFirst().lines().getFirst().box();
        assertBox(box, 50 - 0.76f * 11, 400 - length, 11, length);
    }

    private static String[] column(String name) {
        String[] lines = new String[12];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = "the " + name + " column goes on in line " + i;
        }
        return lines;
    }

    private RecordingSink read(Drawing drawing) throws IOException {
        Path file = folder.resolve("one-page.pdf");
        try (PdfFixture pdf = new PdfFixture()) {
            pdf.page(drawing).save(file);
        }
        return extract(file);
    }

    private static RecordingSink extract(Path file) {
        RecordingSink sink = new RecordingSink();
        new PdfExtractor(5_000).extract(Source.of(file, "application/pdf"), sink);
        return sink;
    }

    private static void assertBox(Box box, float x, float y, float width, float height) {
        assertThat(List.of(box.x(), box.y(), box.width(), box.height()))
                .usingElementComparator((a, b) -> Math.abs(a - b) < 0.6f ? 0 : Float.compare(a, b))
                .containsExactly(x, y, width, height);
    }
}
