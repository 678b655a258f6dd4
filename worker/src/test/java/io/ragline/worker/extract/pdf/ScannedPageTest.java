package io.ragline.worker.extract.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ragline.model.Box;
import io.ragline.model.Page;
import io.ragline.model.PageWarning;
import io.ragline.model.TextLine;
import io.ragline.worker.extract.PdfFixture;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.ocr.DrawnPage;
import io.ragline.worker.extract.ocr.InstalledTesseract;
import io.ragline.worker.extract.ocr.Ocr;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class ScannedPageTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void useBundledFonts() {
        BundledFonts.install();
    }

    @Test
    void a_scanned_page_has_its_words_where_they_stand() throws IOException {
        RecordingSink read = extract(scan(DrawnPage.picture(200), 0), InstalledTesseract.ocr());

        Page page = read.pages().getFirst();
        assertThat(page.width()).isCloseTo(DrawnPage.WIDTH, within(0.1f));
        assertThat(DrawnPage.similarity(read.text(), DrawnPage.text())).isGreaterThan(0.97);
        assertThat(read.warnings()).isEmpty();
        TextLine line = page.blocks().get(1).lines().get(2);
        assertThat(overlap(line.box(), DrawnPage.lineBox(2))).isGreaterThan(0.7);
    }

    /** The picture lies on its side in the file, and the page says how to turn it: then it is upright again. */
    @ParameterizedTest
    @CsvSource({"1, 270", "2, 180", "3, 90"})
    void a_page_that_a_viewer_turns_has_its_boxes_as_it_is_shown(int quarters, int rotation) throws IOException {
        BufferedImage lying = DrawnPage.turned(DrawnPage.picture(200), quarters);

        RecordingSink read = extract(scan(lying, rotation), InstalledTesseract.ocr());

        assertThat(read.pages().getFirst().width()).isCloseTo(DrawnPage.WIDTH, within(0.1f));
        assertThat(DrawnPage.similarity(read.text(), DrawnPage.text())).isGreaterThan(0.97);
        TextLine line = read.blocks().get(1).lines().get(2);
        assertThat(overlap(line.box(), DrawnPage.lineBox(2))).isGreaterThan(0.7);
    }

    @Test
    void a_page_shown_on_its_side_is_read_with_boxes_that_stand_upright() throws IOException {
        Assumptions.assumeTrue(
                InstalledTesseract.options().orientation(),
                "skipped: Tesseract's data for orientation (osd) is missing");

        RecordingSink read = extract(scan(DrawnPage.turned(DrawnPage.picture(200), 1), 0), InstalledTesseract.ocr());

        assertThat(DrawnPage.similarity(read.text(), DrawnPage.text())).isGreaterThan(0.95);
        Box drawn = DrawnPage.lineBox(2);
        Box onItsSide =
                new Box(DrawnPage.HEIGHT - drawn.y() - drawn.height(), drawn.x(), drawn.height(), drawn.width());
        assertThat(overlap(read.blocks().get(1).lines().get(2).box(), onItsSide))
                .isGreaterThan(0.7);
    }

    @Test
    void a_stamp_of_real_text_does_not_hide_a_scan() throws IOException {
        Path file = scan(DrawnPage.picture(150), 0);
        write(file, "Received 12 May");

        RecordingSink read = extract(file, InstalledTesseract.ocr());

        assertThat(read.text()).contains("lighthouse").contains("Received 12 May");
    }

    @Test
    void a_page_with_a_text_layer_is_not_recognised_again() throws IOException {
        Path file = scan(DrawnPage.picture(100), 0);
        write(file, "A layer of text that some other program has put on this scan", "for whoever wants to search it.");

        RecordingSink read = extract(file, InstalledTesseract.ocr());

        assertThat(read.text()).contains("some other program").doesNotContain("lighthouse");
        assertThat(read.outline()).noneMatch(block -> block.startsWith("IMAGE"));
    }

    private static void write(Path file, String... lines) throws IOException {
        try (PDDocument document = Loader.loadPDF(Files.readAllBytes(file))) {
            PDPage page = document.getPage(0);
            try (PDPageContentStream content = new PDPageContentStream(document, page, AppendMode.APPEND, true, true)) {
                float y = 60;
                for (String line : lines) {
                    content.beginText();
                    content.setFont(PdfFixture.REGULAR, 12);
                    content.newLineAtOffset(72, y);
                    content.showText(line);
                    content.endText();
                    y -= 16;
                }
            }
            document.save(file.toFile());
        }
    }

    @Test
    void without_recognition_each_scanned_page_is_named() throws IOException {
        Path file = folder.resolve("mixed.pdf");
        try (PdfFixture pdf = new PdfFixture()) {
            BufferedImage picture = DrawnPage.picture(50);
            pdf.page(pen -> pen.lines(70, 100, "Words"))
                    .page(pen -> pen.content()
                            .drawImage(LosslessFactory.createFromImage(pdf.document(), picture), 0, 0, 595, 842))
                    .save(file);
        }

        RecordingSink read = extract(file, Ocr.NONE);

        assertThat(read.text()).isEqualTo("Words");
        assertThat(read.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.page()).isEqualTo(2);
            assertThat(warning.code()).isEqualTo("PAGE_WITHOUT_TEXT");
        });
    }

    @Test
    void a_page_whose_image_cannot_be_decoded_says_why_and_the_rest_is_read() throws IOException {
        Path file = folder.resolve("jpx.pdf");
        try (PdfFixture pdf = new PdfFixture()) {
            PDImageXObject image = LosslessFactory.createFromImage(pdf.document(), DrawnPage.picture(50));
            image.getCOSObject().setItem(COSName.FILTER, COSName.JPX_DECODE);
            pdf.page(pen -> pen.content().drawImage(image, 0, 0, 595, 842))
                    .page(pen -> pen.lines(70, 100, "Words"))
                    .save(file);
        }

        RecordingSink read = extract(file, InstalledTesseract.ocr());

        assertThat(read.text()).isEqualTo("Words");
        assertThat(read.warnings()).extracting(PageWarning::page).containsExactly(1);
        assertThat(read.warnings().getFirst().detail()).contains("JPEG 2000");
    }

    @Test
    void an_image_that_claims_too_many_pixels_is_not_unpacked() throws IOException {
        Path file = folder.resolve("bomb.pdf");
        try (PdfFixture pdf = new PdfFixture()) {
            PDImageXObject image = LosslessFactory.createFromImage(pdf.document(), DrawnPage.picture(50));
            image.setWidth(60_000);
            image.setHeight(60_000);
            pdf.page(pen -> pen.content().drawImage(image, 0, 0, 595, 842))
                    .page(pen -> pen.lines(70, 100, "Words"))
                    .save(file);
        }

        RecordingSink read = extract(file, InstalledTesseract.ocr());

        assertThat(read.text()).isEqualTo("Words");
        assertThat(read.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.page()).isEqualTo(1);
            assertThat(warning.detail()).contains("3,600,000,000 pixels");
        });
    }

    private Path scan(BufferedImage picture, int rotation) throws IOException {
        return DrawnPage.scan(picture, rotation, folder.resolve("scan.pdf"));
    }

    private static RecordingSink extract(Path file, Ocr ocr) {
        RecordingSink sink = new RecordingSink();
        new PdfExtractor(100, ocr).extract(Source.of(file, "application/pdf"), sink);
        return sink;
    }

    /** Intersection over union. */
    private static double overlap(Box one, Box other) {
        double width = Math.min(one.x() + one.width(), other.x() + other.width()) - Math.max(one.x(), other.x());
        double height = Math.min(one.y() + one.height(), other.y() + other.height()) - Math.max(one.y(), other.y());
        double shared = Math.max(0, width) * Math.max(0, height);
        return shared / ((double) one.width() * one.height() + (double) other.width() * other.height() - shared);
    }
}
