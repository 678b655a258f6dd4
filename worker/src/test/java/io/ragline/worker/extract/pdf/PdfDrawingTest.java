package io.ragline.worker.extract.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.worker.extract.PdfFixture;
import io.ragline.worker.extract.PdfFixture.Drawing;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDAppearanceContentStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationFreeText;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text that is drawn in odd ways. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PdfDrawingTest {
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    @TempDir
    Path folder;

    @BeforeAll
    static void useBundledFonts() {
        BundledFonts.install();
    }

    @Test
    void a_line_drawn_twice_for_want_of_a_bold_font_is_read_once() throws IOException {
        RecordingSink read =
                read(pen -> pen.lines(70, 100, "The harbour board").lines(70.4f, 100, "The harbour board"));

        assertThat(read.text()).isEqualTo("The harbour board");
    }

    @Test
    void letters_drawn_twice_one_by_one_are_read_once() throws IOException {
        RecordingSink read = read(pen -> {
            float x = 70;
            for (char letter : "Harbour".toCharArray()) {
                pen.lines(x, 100, Character.toString(letter)).lines(x + 0.3f, 100, Character.toString(letter));
                x += PdfFixture.REGULAR.getStringWidth(Character.toString(letter)) / 1_000 * 11;
            }
        });

        assertThat(read.text()).isEqualTo("Harbour");
    }

    @Test
    void pieces_of_a_line_that_is_drawn_whole_afterwards_leave_it_whole() throws IOException {
        String line = "Corn, surpass, roundup";
        RecordingSink read = read(pen -> {
            float comma = 70 + PdfFixture.REGULAR.getStringWidth("Corn, surpass") / 1_000 * 11;
            pen.lines(70, 100, "C").lines(comma, 100, ", r").lines(70, 100, line);
        });

        assertThat(read.text()).isEqualTo(line);
    }

    @Test
    void a_word_drawn_again_over_its_line_leaves_the_line_whole() throws IOException {
        RecordingSink read = read(pen -> {
            float word = 70 + PdfFixture.REGULAR.getStringWidth("The old ") / 1_000 * 11;
            pen.lines(70, 100, "The old harbour board").lines(word + 0.3f, 100, "harbour");
        });

        assertThat(read.text()).isEqualTo("The old harbour board");
    }

    @Test
    void double_letters_are_no_overprint() throws IOException {
        assertThat(read(pen -> pen.lines(70, 100, "All bookkeeping, 1111 pages"))
                        .text())
                .isEqualTo("All bookkeeping, 1111 pages");
    }

    @Test
    void text_beside_the_page_is_not_read() throws IOException {
        RecordingSink read = read(pen -> pen.lines(70, 100, "On the page")
                .lines(700, 100, "To its right")
                .lines(70, 900, "Below it")
                .lines(-300, 100, "Left of it"));

        assertThat(read.text()).isEqualTo("On the page");
    }

    @Test
    void the_invisible_text_over_a_scan_is_read() throws IOException {
        RecordingSink read = read(pen -> {
            pen.content().setRenderingMode(RenderingMode.NEITHER);
            pen.lines(70, 100, "Recognised words");
        });

        assertThat(read.text()).isEqualTo("Recognised words");
    }

    @Test
    void spaced_out_letters_make_words() throws IOException {
        RecordingSink read = read(pen -> {
            pen.content().setCharacterSpacing(4);
            pen.text(70, 80, PdfFixture.BOLD, 14, "History of the harbour");
            pen.content().setCharacterSpacing(0);
            pen.text(70, 140, PdfFixture.BOLD, 14, "C O N T E N T S");
        });

        assertThat(read.text()).contains("History of the harbour").contains("CONTENTS");
    }

    @Test
    void names_of_things_in_a_row_stay_apart() throws IOException {
        assertThat(read(pen -> pen.lines(70, 100, "A B C D E F G H")).text()).isEqualTo("A B C D E F G H");
    }

    @Test
    void a_form_is_read_with_what_it_was_filled_in_with() throws IOException {
        Path file = folder.resolve("form.pdf");
        try (PdfFixture pdf = new PdfFixture()) {
            pdf.page(pen -> pen.lines(70, 100, "Name of the boat:", "Length:", "Owner:"));
            PDAcroForm form = new PDAcroForm(pdf.document());
            pdf.document().getDocumentCatalog().setAcroForm(form);
            PDResources resources = new PDResources();
            resources.put(COSName.getPDFName("Helv"), PdfFixture.REGULAR);
            form.setDefaultResources(resources);
            form.setDefaultAppearance("/Helv 11 Tf 0 g");
            field(pdf.document(), form, "boat", 100).setValue("Kestrel of Leith");
            field(pdf.document(), form, "length", 113.5f).setValue("12 metres");
            PDTextField hidden = field(pdf.document(), form, "owner", 127);
            hidden.setValue("Nobody");
            hidden.getWidgets().getFirst().setHidden(true);
            pdf.save(file);
        }

        assertThat(read(file).text().replace('\n', ' '))
                .isEqualTo("Name of the boat: Kestrel of Leith Length: 12 metres Owner:");
    }

    private static PDTextField field(PDDocument document, PDAcroForm form, String name, float y) throws IOException {
        PDTextField field = new PDTextField(form);
        field.setPartialName(name);
        form.getFields().add(field);
        PDAnnotationWidget widget = field.getWidgets().getFirst();
        widget.setRectangle(new PDRectangle(170, 842 - y - 3, 200, 13));
        widget.setPage(document.getPage(0));
        document.getPage(0).getAnnotations().add(widget);
        return field;
    }

    @Test
    void a_note_typed_on_the_page_is_read_and_a_broken_one_does_no_harm() throws IOException {
        Path file = folder.resolve("note.pdf");
        try (PdfFixture pdf = new PdfFixture()) {
            pdf.page(pen -> pen.lines(70, 100, "The page itself"));
            PDAnnotation broken = note(pdf.document(), "Its font is broken");
            broken.setRectangle(new PDRectangle(300, 600, 200, 30));
            COSDictionary fontWithoutGlyphs = new COSDictionary();
            fontWithoutGlyphs.setItem(COSName.SUBTYPE, COSName.TYPE0);
            PDAppearanceStream appearance =
                    broken.getAppearance().getNormalAppearance().getAppearanceStream();
            COSDictionary fonts = appearance.getResources().getCOSObject().getCOSDictionary(COSName.FONT);
            fonts.setItem(fonts.keySet().iterator().next(), fontWithoutGlyphs);
            List<PDAnnotation> annotations = pdf.document().getPage(0).getAnnotations();
            annotations.add(broken);
            annotations.add(note(pdf.document(), "Checked by the mayor"));
            pdf.save(file);
        }

        RecordingSink read = read(file);

        assertThat(read.text()).startsWith("The page itself\n").contains("Checked by the mayor");
    }

    private static PDAnnotation note(PDDocument document, String text) throws IOException {
        PDAnnotationFreeText note = new PDAnnotationFreeText();
        note.setRectangle(new PDRectangle(300, 400, 200, 30));
        PDAppearanceStream appearance = new PDAppearanceStream(document);
        appearance.setBBox(new PDRectangle(200, 30));
        appearance.setResources(new PDResources());
        try (PDAppearanceContentStream content = new PDAppearanceContentStream(appearance)) {
            content.beginText();
            content.setFont(PdfFixture.REGULAR, 11);
            content.newLineAtOffset(5, 10);
            content.showText(text);
            content.endText();
        }
        PDAppearanceDictionary appearances = new PDAppearanceDictionary();
        appearances.setNormalAppearance(appearance);
        note.setAppearance(appearances);
        return note;
    }

    @Test
    void vertical_writing_is_read_down_its_columns_from_right_to_left() throws IOException {
        Path file = folder.resolve("vertical.pdf");
        try (PdfFixture pdf = new PdfFixture();
                InputStream in = Objects.requireNonNull(PDFont.class.getResourceAsStream(FONT))) {
            PDFont font = PDType0Font.loadVertical(pdf.document(), in);
            pdf.page(pen -> pen.text(500, 100, font, 14, "Quay").text(470, 100, font, 14, "Mole"))
                    .save(file);
        }

        assertThat(read(file).text().replace('\n', ' ')).isEqualTo("Quay Mole");
    }

    private RecordingSink read(Drawing drawing) throws IOException {
        Path file = folder.resolve("drawn.pdf");
        try (PdfFixture pdf = new PdfFixture()) {
            pdf.page(drawing).save(file);
        }
        return read(file);
    }

    private static RecordingSink read(Path file) {
        RecordingSink sink = new RecordingSink();
        new PdfExtractor(5_000).extract(Source.of(file, "application/pdf"), sink);
        return sink;
    }
}
