package io.ragline.worker.extract.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ragline.model.Box;
import io.ragline.model.TextBlock;
import io.ragline.worker.extract.PdfFixture;
import io.ragline.worker.extract.PdfFixture.Drawing;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines with words from right to left, numbers, brackets and words from left to right. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PdfRightToLeftTest {
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    /** The parts of a line in the order in which they are read, each as it stands from left to right. */
    private static final String[] REPORT = {
        "יתנשה חודה", " ", "(", "280", " ", "םידומע", ")", " תרבח ידי לע בתכנ ", "ABC", "."
    };
    /** In text from right to left what opens a bracket looks like one that closes, and the other way round. */
    private static final String[] REPORT_AS_SHOWN = {
        "יתנשה חודה", " ", ")", "280", " ", "םידומע", "(", " תרבח ידי לע בתכנ ", "ABC", "."
    };

    private static final String READ = "הדוח השנתי (280 עמודים) נכתב על ידי חברת ABC.";

    @TempDir
    Path folder;

    @BeforeAll
    static void useBundledFonts() {
        BundledFonts.install();
    }

    @Test
    void parts_drawn_in_the_order_in_which_they_are_read_make_one_line() throws IOException {
        RecordingSink read = read((pen, font) -> leftwards(pen, font, 500, 100, REPORT_AS_SHOWN));

        assertThat(read.outline()).containsExactly("PARAGRAPH: " + READ);
    }

    @Test
    void a_line_drawn_from_left_to_right_as_it_stands_is_read_in_order() throws IOException {
        String shown = String.join("", List.of(REPORT_AS_SHOWN).reversed());
        RecordingSink read = read((pen, font) -> pen.text(100, 100, font, 11, shown));

        assertThat(read.outline()).containsExactly("PARAGRAPH: " + READ);
    }

    @Test
    void the_box_of_such_a_line_holds_all_its_parts() throws IOException {
        float[] left = new float[1];
        RecordingSink read = read((pen, font) -> left[0] = leftwards(pen, font, 500, 100, REPORT_AS_SHOWN));

        TextBlock block = read.blocks().getFirst();
        assertThat(block.lines()).hasSize(1);
        Box box = block.lines().getFirst().box();
        assertThat(box.x()).isCloseTo(left[0], within(0.6f));
        assertThat(box.x() + box.width()).isCloseTo(500, within(0.6f));
    }

    @Test
    void brackets_that_a_document_notes_as_typed_are_not_turned() {
        // as programs do that note for each glyph the letter that it was made of
        List<Segment> read = Segments.of(glyphs(500, REPORT));

        assertThat(read).extracting(Segment::text).containsExactly(READ);
    }

    @Test
    void brackets_of_text_from_left_to_right_on_such_a_page_stay() {
        List<Glyph> page = new ArrayList<>(glyphs(500, REPORT));
        float x = 50;
        for (String letter : "The word םולש (peace) is old.".split("")) {
            page.add(glyph(letter, x, 140));
            x += 5;
        }

        assertThat(Segments.of(page)).extracting(Segment::text).containsExactly(READ, "The word שלום (peace) is old.");
    }

    @Test
    void a_number_and_its_stop_alone_on_a_line_keep_their_order() {
        List<Glyph> page = new ArrayList<>(glyphs(500, REPORT));
        glyphs(500, "2024", ".").forEach(glyph -> page.add(glyph(glyph.text(), glyph.x(), 115)));

        assertThat(Segments.of(page)).extracting(Segment::text).containsExactly(READ, "2024.");
    }

    @Test
    void arabic_around_a_number_keeps_its_halves() {
        List<Segment> read = Segments.of(glyphs(500, " يوتحي", "280", "ةحفص "));

        assertThat(read).extracting(Segment::text).containsExactly("يحتوي 280 صفحة");
    }

    @Test
    void a_vowel_point_drawn_apart_goes_with_its_letter() {
        List<Glyph> word = new ArrayList<>(glyphs(120, "םולש"));
        Glyph first = word.getLast();
        word.add(new Glyph("\u05b8", 0, first.x() + 3, 100, 0, 12, 4, false));

        assertThat(Segments.of(word)).extracting(Segment::text).containsExactly("ש\u05b8לום");
    }

    @Test
    void the_letters_that_stand_for_a_whole_line_are_not_those_of_one_glyph() {
        assertThat(GlyphText.ofOneGlyph("حَبيبي h")).isEqualTo("h");
        assertThat(GlyphText.ofOneGlyph("حَبيبي ")).isEqualTo("حَبيبي ");
        assertThat(GlyphText.ofOneGlyph("ffi")).isEqualTo("ffi");
    }

    @Test
    void wrapped_lines_from_right_to_left_become_paragraphs_and_an_indent_parts_them() throws IOException {
        RecordingSink read = read((pen, font) -> {
            leftwards(pen, font, 500, 100, "ץראב רבעה לכ תא םיאלממ םיקוחר םידי ורבע םירמ רבד לש ופוסב זא");
            leftwards(pen, font, 500, 113.5f, "םימי ידכ ךות ולדחש רחאמ וא ורבעש רחאל הלאה םירבדה לכ ויהיו");
            leftwards(pen, font, 500, 127, ".םלועל ךכ ראשנ");
            leftwards(pen, font, 480, 140.5f, "ץראב רבעה לכ תא םיאלממ םיקוחר םידי ורבע םירמ רבד לש ופוסב");
            leftwards(pen, font, 500, 154, ".םלועל ךכ ראשנ םג הז");
        });

        assertThat(read.outline()).hasSize(2);
        assertThat(read.outline().getFirst()).endsWith("נשאר כך לעולם.").contains("בארץ ויהיו");
        assertThat(read.outline().getLast()).endsWith("זה גם נשאר כך לעולם.");
    }

    @Test
    void of_two_columns_from_right_to_left_the_right_one_is_read_first() throws IOException {
        RecordingSink read = read((pen, font) -> {
            for (int i = 0; i < 8; i++) {
                pen.text(60, 100 + i * 13.5f, font, 11, "תילאמש הדומע לש הרוש תאז הנה " + i);
                pen.text(320, 100 + i * 13.5f, font, 11, "תינמי הדומע לש הרוש תאז הנה " + i);
            }
        });

        assertThat(read.text().lastIndexOf("ימנית")).isLessThan(read.text().indexOf("שמאלית"));
    }

    /** Draws parts from right to left; returns where the last one begins. */
    private static float leftwards(PdfFixture.Pen pen, PDFont font, float right, float y, String... parts)
            throws IOException {
        float x = right;
        for (String part : parts) {
            x -= font.getStringWidth(part) / 1_000 * 11;
            pen.text(x, y, font, 11, part);
        }
        return x;
    }

    /** Parts from right to left, each of them with a glyph for each letter, drawn as it stands. */
    private static List<Glyph> glyphs(float right, String... parts) {
        List<Glyph> glyphs = new ArrayList<>();
        float x = right;
        for (String part : parts) {
            x -= 5 * part.length();
            for (int i = 0; i < part.length(); i++) {
                glyphs.add(glyph(part.substring(i, i + 1), x + 5 * i, 100));
            }
        }
        return glyphs;
    }

    private static Glyph glyph(String text, float x, float baseline) {
        return new Glyph(text, 0, x, baseline, 5, 10, 4, false);
    }

    /** Draws with a font that has Hebrew letters. */
    private interface FontDrawing {
        void draw(PdfFixture.Pen pen, PDFont font) throws IOException;
    }

    private RecordingSink read(FontDrawing drawing) throws IOException {
        Path file = folder.resolve("one-page.pdf");
        try (PdfFixture pdf = new PdfFixture()) {
            PDFont font = hebrew(pdf.document());
            Drawing page = pen -> drawing.draw(pen, font);
            pdf.page(page).save(file);
        }
        RecordingSink sink = new RecordingSink();
        new PdfExtractor(5_000).extract(Source.of(file, "application/pdf"), sink);
        return sink;
    }

    private static PDFont hebrew(PDDocument document) throws IOException {
        try (InputStream font = Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT))) {
            return PDType0Font.load(document, font, true);
        }
    }
}
