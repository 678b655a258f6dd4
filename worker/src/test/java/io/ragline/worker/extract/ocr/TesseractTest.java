package io.ragline.worker.extract.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ragline.model.Box;
import io.ragline.model.TextBlock;
import io.ragline.model.TextBlock.Kind;
import io.ragline.worker.extract.pdf.BundledFonts;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class TesseractTest {
    private static OcrOptions options;

    @BeforeAll
    static void onlyWithTesseract() {
        options = InstalledTesseract.options();
        BundledFonts.install();
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 200, 100})
    void a_page_is_read_as_it_was_drawn(int dpi) throws IOException {
        RecognisedText read = Tesseract.of(options).read(DrawnPage.picture(dpi), dpi);

        assertThat(DrawnPage.similarity(read.text(), DrawnPage.text())).isGreaterThan(0.97);
    }

    @Test
    void lines_stand_where_they_were_drawn_and_the_title_is_a_heading() throws IOException {
        List<TextBlock> blocks =
                Tesseract.of(options).read(DrawnPage.picture(200), 200).blocks(72 / 200f);

        assertThat(blocks).extracting(TextBlock::kind).containsExactly(Kind.HEADING, Kind.PARAGRAPH, Kind.PARAGRAPH);
        TextBlock paragraph = blocks.get(1);
        assertThat(paragraph.lines()).hasSameSizeAs(DrawnPage.LINES);
        for (int i = 0; i < paragraph.lines().size(); i++) {
            Box box = paragraph.lines().get(i).box();
            Box drawn = DrawnPage.lineBox(i);
            assertThat(box.x()).isCloseTo(drawn.x(), within(2f));
            assertThat(box.y()).isCloseTo(drawn.y(), within(3f));
            assertThat(box.width()).isCloseTo(drawn.width(), within(4f));
            assertThat(box.height()).isCloseTo(drawn.height(), within(4f));
            String line = paragraph
                    .text()
                    .substring(
                            paragraph.lines().get(i).start(),
                            paragraph.lines().get(i).end());
            assertThat(DrawnPage.similarity(line, DrawnPage.LINES.get(i))).isGreaterThan(0.9);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void a_page_that_lies_on_its_side_or_stands_on_its_head_is_read(int quarters) throws IOException {
        Assumptions.assumeTrue(options.orientation(), "skipped: Tesseract's data for orientation (osd) is missing");

        RecognisedText read = Tesseract.of(options).read(DrawnPage.turned(DrawnPage.picture(200), quarters), 200);

        assertThat(DrawnPage.similarity(read.text(), DrawnPage.text())).isGreaterThan(0.95);
        assertThat(read.blocks(1)).first().extracting(TextBlock::kind).isEqualTo(Kind.HEADING);
    }

    @Test
    void white_on_nothing_is_read_as_on_white() throws IOException {
        BufferedImage opaque = DrawnPage.picture(150);
        BufferedImage transparent =
                new BufferedImage(opaque.getWidth(), opaque.getHeight(), BufferedImage.TYPE_INT_ARGB);
        for (int x = 0; x < opaque.getWidth(); x++) {
            for (int y = 0; y < opaque.getHeight(); y++) {
                int darkness = 255 - (opaque.getRGB(x, y) & 255);
                transparent.setRGB(x, y, darkness << 24);
            }
        }

        assertThat(DrawnPage.similarity(
                        Tesseract.of(options).read(transparent, 150).text(), DrawnPage.text()))
                .isGreaterThan(0.97);
    }

    @Test
    void a_picture_without_words_says_nothing() {
        BufferedImage picture = new BufferedImage(600, 400, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        for (int i = 0; i < 400; i++) {
            pen.setColor(new Color(i * 7 % 256, i * 3 % 256, i / 2));
            pen.fillOval(i * 37 % 600, i * 53 % 400, 60, 45);
        }
        pen.dispose();

        RecognisedText read = Tesseract.of(options).read(picture, Ocr.UNKNOWN_DPI);

        assertThat(read.blocks(1)).isEmpty();
    }

    @Test
    void a_picture_that_takes_too_long_is_given_up() {
        OcrOptions hurried = options.within(Duration.ofMillis(1));

        assertThatThrownBy(() -> Tesseract.of(hurried).read(DrawnPage.picture(300), 300))
                .isInstanceOf(OcrException.class)
                .hasMessageContaining("took longer");
    }

    @Test
    void a_failing_program_says_what_it_complained_of() {
        OcrOptions unknownLanguage = new OcrOptions(options.command(), List.of("xyz"), false, Duration.ofSeconds(20));

        assertThatThrownBy(() -> Tesseract.of(unknownLanguage).read(DrawnPage.picture(100), 100))
                .isInstanceOf(OcrException.class)
                .hasMessageContaining("xyz");
    }

    @Test
    void a_program_that_eats_memory_is_stopped() {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")), "skipped: only Linux limits memory");
        // it keeps the last lines of its input, and this has no line ends
        TesseractRun greedy = new TesseractRun(List.of("tail", "/dev/zero"), Duration.ofSeconds(20));

        assertThatThrownBy(() -> greedy.run(stdin -> {}))
                .isInstanceOf(OcrException.class)
                .hasMessageContaining("memory");
    }
}
