package io.ragline.worker.extract.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ragline.model.Box;
import io.ragline.model.Page;
import io.ragline.worker.extract.PdfFixture;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.Source;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of odd sizes and units. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PdfPageSizeTest {
    private static final int DARK = 128;

    @TempDir
    Path folder;

    @BeforeAll
    static void useBundledFonts() {
        BundledFonts.install();
    }

    @Test
    void the_text_of_a_page_of_impossible_size_is_read_and_the_size_is_told() throws IOException {
        Path file = file(new PDRectangle(0, 0, 1e9f, 1e9f), 1);

        RecordingSink read = extract(file);

        assertThat(read.text()).isEqualTo("Kilometres of paper");
        assertThat(read.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo("PAGE_SIZE_WRONG");
            assertThat(warning.detail()).contains("1,000,000,000 x 1,000,000,000");
        });
        assertMarksText(file, read.pages().getFirst());
    }

    @Test
    void a_page_measured_in_larger_units_is_as_large_as_shown() throws IOException {
        Path file = file(PDRectangle.LETTER, 2);

        Page page = extract(file).pages().getFirst();

        assertThat(page.width()).isEqualTo(1224);
        assertThat(page.height()).isEqualTo(1584);
        Box box = page.blocks().getFirst().lines().getFirst().box();
        assertThat(box.x()).isCloseTo(2 * 72, within(1f));
        assertThat(box.y() + 0.76f * box.height()).isCloseTo(2 * (792 - 700), within(1f));
        BufferedImage picture = assertMarksText(file, page);
        assertThat(picture.getWidth()).isEqualTo(1224);
        assertThat(picture.getHeight()).isEqualTo(1584);
    }

    @Test
    void a_unit_that_is_none_is_left_out() throws IOException {
        assertThat(extract(file(PDRectangle.LETTER, -3)).pages().getFirst().width())
                .isEqualTo(612);
    }

    /** Looks whether the dark pixels of the page's picture are those within the box of its line. */
    private BufferedImage assertMarksText(Path file, Page page) throws IOException {
        Path png = folder.resolve("page.png");
        new PagePicture(50_000_000).draw(Source.of(file, "application/pdf"), 1, 72, png);
        BufferedImage picture = ImageIO.read(png.toFile());
        Box box = page.blocks().getFirst().lines().getFirst().box();
        int inside = 0;
        int outside = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if ((picture.getRGB(x, y) & 255) < DARK) {
                    boolean within = x >= box.x() - 1
                            && x <= box.x() + box.width() + 1
                            && y >= box.y() - 1
                            && y <= box.y() + box.height() + 1;
                    inside += within ? 1 : 0;
                    outside += within ? 0 : 1;
                }
            }
        }
        assertThat(inside).isPositive();
        assertThat(outside).isZero();
        return picture;
    }

    private Path file(PDRectangle size, float unit) throws IOException {
        Path file = folder.resolve("page.pdf");
        try (PdfFixture pdf = new PdfFixture()) {
            pdf.page(pen ->
                    pen.text(Matrix.getTranslateInstance(72, 700), PdfFixture.REGULAR, 14, "Kilometres of paper"));
            PDPage page = pdf.document().getPage(0);
            page.setMediaBox(size);
            page.getCOSObject().setFloat(COSName.getPDFName("UserUnit"), unit);
            pdf.save(file);
        }
        return file;
    }

    private static RecordingSink extract(Path file) {
        RecordingSink sink = new RecordingSink();
        new PdfExtractor(5_000).extract(Source.of(file, "application/pdf"), sink);
        return sink;
    }
}
