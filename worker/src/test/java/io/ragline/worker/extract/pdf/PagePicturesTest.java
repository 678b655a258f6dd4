package io.ragline.worker.extract.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ragline.model.Box;
import io.ragline.model.TextBlock;
import io.ragline.model.TextBlock.Kind;
import io.ragline.model.TextLine;
import io.ragline.worker.extract.PdfFixture;
import io.ragline.worker.extract.Picture;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.ocr.DrawnPage;
import io.ragline.worker.extract.ocr.InstalledTesseract;
import io.ragline.worker.extract.ocr.Ocr;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PagePicturesTest {
    private static final String[] ABOVE = {
        "The harbour was built in the year of the great storm and its walls are", "made of stone from the islands."
    };
    private static final String[] BELOW = {
        "Every spring the keeper of the lighthouse counts the stones that are left", "and writes them into a book."
    };

    @TempDir
    Path folder;

    @BeforeAll
    static void useBundledFonts() {
        BundledFonts.install();
    }

    @Test
    void a_picture_on_a_page_of_text_stands_in_its_place_among_the_text() throws IOException {
        RecordingSink read = extract(withFigure(halves()), Ocr.NONE);

        assertThat(read.blocks())
                .extracting(TextBlock::kind)
                .containsExactly(Kind.PARAGRAPH, Kind.IMAGE, Kind.PARAGRAPH);
        TextBlock image = read.blocks().get(1);
        assertThat(image.text()).isEqualTo("image on page 1");
        assertThat(image.lines()).singleElement().satisfies(line -> {
            assertThat(line.end()).isEqualTo(image.text().length());
            assertThat(line.box().x()).isCloseTo(100, within(0.5f));
            assertThat(line.box().y()).isCloseTo(200, within(0.5f));
            assertThat(line.box().width()).isCloseTo(300, within(0.5f));
            assertThat(line.box().height()).isCloseTo(150, within(0.5f));
        });
        assertThat(read.warnings()).isEmpty();
    }

    @Test
    void a_picture_of_words_says_them() throws IOException {
        BufferedImage page = DrawnPage.picture(150);
        BufferedImage title = page.getSubimage(120, 140, 1_000, 500);

        RecordingSink read = extract(withFigure(title), InstalledTesseract.ocr());

        assertThat(read.blocks().get(1).kind()).isEqualTo(Kind.IMAGE);
        assertThat(DrawnPage.similarity(read.blocks().get(1).text(), DrawnPage.text()))
                .isGreaterThan(0.9);
    }

    @Test
    void a_picture_is_handed_over_as_it_looks_when_it_is_wanted() throws IOException {
        List<Picture> pictures = new ArrayList<>();
        new PdfExtractor(100, Ocr.NONE)
                .extract(Source.of(withFigure(halves()), "application/pdf"), new RecordingSink() {
                    @Override
                    public boolean wantsPictures() {
                        return true;
                    }

                    @Override
                    public void picture(Picture picture) {
                        assertThat(pages()).as("comes before its page").isEmpty();
                        pictures.add(picture);
                    }
                });

        assertThat(pictures).singleElement().satisfies(picture -> {
            assertThat(picture.page()).isEqualTo(1);
            assertThat(picture.block()).isEqualTo(1);
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.png()));
            assertThat(Math.max(image.getWidth(), image.getHeight())).isLessThanOrEqualTo(Picture.MAX_SIDE);
            assertThat(image.getWidth()).isCloseTo(2 * image.getHeight(), within(2));
            assertThat(new Color(image.getRGB(image.getWidth() / 4, image.getHeight() / 2)))
                    .isEqualTo(Color.RED);
            assertThat(new Color(image.getRGB(image.getWidth() * 3 / 4, image.getHeight() / 2)))
                    .isEqualTo(Color.BLUE);
        });
    }

    @Test
    void strips_of_a_picture_are_one() throws IOException {
        Path file = folder.resolve("strips.pdf");
        try (PdfFixture pdf = new PdfFixture()) {
            BufferedImage whole = halves();
            pdf.page(pen -> {
                        pen.lines(70, 100, ABOVE);
                        for (int i = 0; i < 10; i++) {
                            PDImageXObject strip = LosslessFactory.createFromImage(
                                    pdf.document(),
                                    whole.getSubimage(0, i * whole.getHeight() / 10, whole.getWidth(), 15));
                            pen.content().drawImage(strip, 100, 842 - 200 - (i + 1) * 15, 300, 15);
                        }
                    })
                    .save(file);
        }

        RecordingSink read = extract(file, Ocr.NONE);

        assertThat(read.blocks()).extracting(TextBlock::kind).containsExactly(Kind.PARAGRAPH, Kind.IMAGE);
        assertThat(read.blocks().get(1).lines().getFirst().box().height()).isCloseTo(150, within(1f));
    }

    @Test
    void logos_ornaments_and_backgrounds_are_left_out() throws IOException {
        Path file = folder.resolve("letter.pdf");
        try (PdfFixture pdf = new PdfFixture()) {
            for (int i = 1; i <= 4; i++) {
                String words = "Page " + i + " of a letter that says this and that in many words, one after another.";
                pdf.page(pen -> {
                    // stored anew for each page, as some producers do
                    PDImageXObject logo = LosslessFactory.createFromImage(pdf.document(), halves());
                    pen.content().drawImage(logo, 0, 0, 595, 842);
                    pen.content().drawImage(logo, 400, 700, 120, 90);
                    pen.content().drawImage(logo, 70, 600, 8, 8);
                    pen.content().drawImage(logo, 70, 650, 450, 3);
                    pen.lines(70, 400, words, words, words);
                });
            }
            pdf.save(file);
        }

        RecordingSink read = extract(file, Ocr.NONE);

        assertThat(read.blocks()).extracting(TextBlock::kind).doesNotContain(Kind.IMAGE);
    }

    @Test
    void a_repeated_picture_beside_text_is_a_logo() throws IOException {
        Path file = folder.resolve("logo.pdf");
        try (PdfFixture pdf = new PdfFixture()) {
            for (int i = 1; i <= 4; i++) {
                int page = i;
                pdf.page(pen -> {
                    pen.content()
                            .drawImage(LosslessFactory.createFromImage(pdf.document(), halves()), 400, 700, 120, 90);
                    pen.lines(70, 400, ABOVE);
                    if (page == 2) {
                        BufferedImage other = halves();
                        other.setRGB(0, 0, 0xffffff);
                        pen.content()
                                .drawImage(LosslessFactory.createFromImage(pdf.document(), other), 100, 100, 200, 100);
                    }
                });
            }
            pdf.save(file);
        }

        RecordingSink read = extract(file, Ocr.NONE);

        assertThat(read.blocks())
                .filteredOn(block -> block.kind() == Kind.IMAGE)
                .extracting(TextBlock::text)
                .containsExactly("image on page 2");
    }

    @Test
    void a_coloured_area_shows_nothing() throws IOException {
        BufferedImage plain = new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = plain.createGraphics();
        pen.setColor(new Color(200, 220, 255));
        pen.fillRect(0, 0, 200, 100);
        pen.dispose();

        assertThat(extract(withFigure(plain), InstalledTesseract.ocr()).blocks())
                .extracting(TextBlock::kind)
                .doesNotContain(Kind.IMAGE);
    }

    @Test
    void a_picture_belongs_to_the_nearest_text_of_its_column() {
        List<TextBlock> columns = List.of(
                at(50, 50, 500, 20), // title above both
                at(50, 100, 240, 300),
                at(50, 420, 240, 300),
                at(310, 300, 240, 20), // caption
                at(310, 340, 240, 380));

        assertThat(PicturePlace.of(new Box(310, 100, 240, 190), columns)).isEqualTo(3);
        assertThat(PicturePlace.of(new Box(60, 402, 200, 16), columns)).isEqualTo(2);
        assertThat(PicturePlace.of(new Box(50, 730, 200, 60), columns)).isEqualTo(3);
        assertThat(PicturePlace.of(new Box(50, 10, 200, 30), List.of())).isZero();
    }

    private static TextBlock at(float x, float y, float width, float height) {
        return new TextBlock(Kind.PARAGRAPH, 0, "words", List.of(new TextLine(0, 5, new Box(x, y, width, height))));
    }

    private static BufferedImage halves() {
        BufferedImage image = new BufferedImage(300, 150, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, 150, 150);
        pen.setColor(Color.BLUE);
        pen.fillRect(150, 0, 150, 150);
        pen.dispose();
        return image;
    }

    private Path withFigure(BufferedImage figure) throws IOException {
        Path file = folder.resolve("figure.pdf");
        try (PdfFixture pdf = new PdfFixture()) {
            PDImageXObject image = LosslessFactory.createFromImage(pdf.document(), figure);
            pdf.page(pen -> {
                        pen.content().drawImage(image, 100, 842 - 350, 300, 150);
                        pen.lines(70, 100, ABOVE);
                        pen.lines(70, 420, BELOW);
                    })
                    .save(file);
        }
        return file;
    }

    private static RecordingSink extract(Path file, Ocr ocr) {
        RecordingSink sink = new RecordingSink();
        new PdfExtractor(100, ocr).extract(Source.of(file, "application/pdf"), sink);
        return sink;
    }
}
