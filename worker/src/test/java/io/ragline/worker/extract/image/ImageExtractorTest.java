package io.ragline.worker.extract.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ragline.model.Box;
import io.ragline.model.ErrorCode;
import io.ragline.model.Page;
import io.ragline.model.PageWarning;
import io.ragline.model.RaglineException;
import io.ragline.model.TextBlock;
import io.ragline.model.TextBlock.Kind;
import io.ragline.worker.extract.Picture;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.ocr.DrawnPage;
import io.ragline.worker.extract.ocr.Failures;
import io.ragline.worker.extract.ocr.InstalledTesseract;
import io.ragline.worker.extract.ocr.Ocr;
import io.ragline.worker.extract.ocr.RecognisedText;
import io.ragline.worker.extract.pdf.BundledFonts;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
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
class ImageExtractorTest {
    /** One transparent pixel, in WebP's lossless form. */
    private static final String WEBP = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";

    @TempDir
    Path folder;

    @BeforeAll
    static void useBundledFonts() {
        BundledFonts.install();
    }

    @ParameterizedTest
    @CsvSource({"png, image/png", "jpg, image/jpeg", "tiff, image/tiff", "bmp, image/bmp", "gif, image/gif"})
    void a_picture_of_a_page_is_a_document(String format, String type) throws IOException {
        Ocr ocr = InstalledTesseract.ocr();
        Path file = folder.resolve("page." + format);
        BufferedImage picture = DrawnPage.picture(150);
        assertThat(ImageIO.write(picture, format, file.toFile())).isTrue();

        RecordingSink read = new RecordingSink();
        new ImageExtractor(10, ocr).extract(Source.of(file, type), read);

        Page page = read.pages().getFirst();
        assertThat(DrawnPage.similarity(read.text(), DrawnPage.text())).isGreaterThan(0.97);
        assertThat(page.width()).isEqualTo(picture.getWidth());
        assertThat(page.height()).isEqualTo(picture.getHeight());
        Box box = page.blocks().get(1).lines().getFirst().box();
        assertThat(box.x() * 72 / 150).isCloseTo(DrawnPage.lineBox(0).x(), within(2f));
        assertThat(box.y() * 72 / 150).isCloseTo(DrawnPage.lineBox(0).y(), within(3f));
        assertThat(read.warnings()).isEmpty();
    }

    @Test
    void each_picture_of_a_tiff_is_a_page() throws IOException {
        Path file = tiff(DrawnPage.picture(150), new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB));

        RecordingSink read = new RecordingSink();
        new ImageExtractor(10, InstalledTesseract.ocr()).extract(Source.of(file, "image/tiff"), read);

        assertThat(read.total()).isEqualTo(2);
        assertThat(read.pages()).extracting(Page::number).containsExactly(1, 2);
        assertThat(read.text()).contains("lighthouse");
        assertThat(read.warnings()).extracting(PageWarning::page).containsExactly(2);
    }

    @Test
    void more_pictures_than_allowed_are_refused() throws IOException {
        BufferedImage small = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);

        assertFails(
                new ImageExtractor(2, new Says("words")),
                tiff(small, small, small),
                "image/tiff",
                ErrorCode.DOCUMENT_TOO_MANY_PAGES,
                "3 pictures");
    }

    @Test
    void webp_is_decoded() throws IOException {
        Path file = Files.write(folder.resolve("a.webp"), Base64.getDecoder().decode(WEBP));

        RecordingSink read = new RecordingSink();
        new ImageExtractor(10, new Says("words of a picture")).extract(Source.of(file, "image/webp"), read);

        assertThat(read.text()).isEqualTo("words of a picture");
    }

    @Test
    void with_nothing_to_read_it_the_advice_says_what_to_install() throws IOException {
        assertFails(
                new ImageExtractor(10, Ocr.NONE),
                png(DrawnPage.picture(50)),
                "image/png",
                ErrorCode.DOCUMENT_WITHOUT_TEXT,
                "tesseract-ocr");
    }

    @Test
    void a_picture_without_text_says_that_a_vision_model_could_help() throws IOException {
        assertFails(
                new ImageExtractor(10, new Says("")),
                png(DrawnPage.picture(50)),
                "image/png",
                ErrorCode.DOCUMENT_WITHOUT_TEXT,
                "vision model");
    }

    @Test
    void a_picture_that_recognition_fails_at_is_without_text_and_warns() throws IOException {
        RecordingSink sink = new RecordingSink();
        Ocr failing = new Ocr() {
            @Override
            public boolean available() {
                return true;
            }

            @Override
            public RecognisedText read(BufferedImage picture, int dpi) {
                throw Failures.of("out of ink");
            }
        };
        Source source = Source.of(png(DrawnPage.picture(50)), "image/png");

        assertThatThrownBy(() -> new ImageExtractor(10, failing).extract(source, sink))
                .isInstanceOf(RaglineException.class);
        assertThat(sink.warnings()).extracting(PageWarning::code).contains("TEXT_NOT_RECOGNISED");
    }

    @Test
    void when_pictures_are_wanted_the_page_has_one_before_its_text() throws IOException {
        List<Picture> pictures = new ArrayList<>();
        RecordingSink sink = new RecordingSink() {
            @Override
            public boolean wantsPictures() {
                return true;
            }

            @Override
            public void picture(Picture picture) {
                pictures.add(picture);
            }
        };
        new ImageExtractor(10, new Says("few words")).extract(Source.of(png(DrawnPage.picture(50)), "image/png"), sink);

        assertThat(sink.blocks()).extracting(TextBlock::kind).containsExactly(Kind.IMAGE, Kind.PARAGRAPH);
        assertThat(sink.blocks()).extracting(TextBlock::text).containsExactly("image on page 1", "few words");
        assertThat(pictures).extracting(Picture::block).containsExactly(0);
    }

    @Test
    void a_damaged_picture_is_unreadable() throws IOException {
        Path whole = png(DrawnPage.picture(50));
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(bytes, 60));

        assertFails(new ImageExtractor(10, new Says("x")), cut, "image/png", ErrorCode.DOCUMENT_UNREADABLE, "");
        Path none = Files.writeString(folder.resolve("none.png"), "no picture at all");
        assertFails(new ImageExtractor(10, new Says("x")), none, "image/png", ErrorCode.DOCUMENT_UNREADABLE, "");
    }

    @Test
    void a_picture_that_claims_billions_of_pixels_is_not_unpacked() throws IOException {
        assertFails(
                new ImageExtractor(10, new Says("x")),
                hugePng(60_000, 60_000),
                "image/png",
                ErrorCode.DOCUMENT_UNREADABLE,
                "60,000 x 60,000");
    }

    @Test
    void a_very_large_picture_is_read_more_coarsely_with_boxes_of_its_own_size() throws IOException {
        BufferedImage large = new BufferedImage(6_000, 5_000, BufferedImage.TYPE_BYTE_GRAY);
        List<BufferedImage> seen = new ArrayList<>();
        Says says = new Says("words") {
            @Override
            public RecognisedText read(BufferedImage picture, int dpi) {
                seen.add(picture);
                return super.read(picture, dpi);
            }
        };
        RecordingSink read = new RecordingSink();
        new ImageExtractor(10, says).extract(Source.of(png(large), "image/png"), read);

        assertThat(seen)
                .singleElement()
                .satisfies(picture -> assertThat(picture.getWidth()).isEqualTo(3_000));
        assertThat(read.pages().getFirst().width()).isEqualTo(6_000);
        assertThat(read.blocks().getFirst().lines().getFirst().box()).isEqualTo(new Box(20, 40, 60, 80));
    }

    private static void assertFails(ImageExtractor extractor, Path file, String type, ErrorCode code, String detail) {
        assertThatThrownBy(() -> extractor.extract(Source.of(file, type), new RecordingSink()))
                .isInstanceOfSatisfying(RaglineException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.detail()).contains(detail);
                });
    }

    private Path png(BufferedImage picture) throws IOException {
        Path file = folder.resolve("picture.png");
        ImageIO.write(picture, "png", file.toFile());
        return file;
    }

    private Path hugePng(int width, int height) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream chunk = new DataOutputStream(header);
        chunk.write("IHDR".getBytes(StandardCharsets.US_ASCII));
        chunk.writeInt(width);
        chunk.writeInt(height);
        chunk.write(new byte[] {8, 2, 0, 0, 0});
        CRC32 checksum = new CRC32();
        checksum.update(header.toByteArray());
        Path file = folder.resolve("huge.png");
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            out.writeLong(0x89504e470d0a1a0aL);
            out.writeInt(13);
            out.write(header.toByteArray());
            out.writeInt((int) checksum.getValue());
        }
        return file;
    }

    private Path tiff(BufferedImage... pictures) throws IOException {
        Path file = folder.resolve("pages.tiff");
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (BufferedImage picture : pictures) {
                writer.writeToSequence(new IIOImage(picture, null, null), null);
            }
            writer.endWriteSequence();
        }
        writer.dispose();
        return file;
    }

    /** Reads the same in every picture, at the same place. */
    private static class Says implements Ocr {
        private final String words;

        Says(String words) {
            this.words = words;
        }

        @Override
        public boolean available() {
            return true;
        }

        @Override
        public RecognisedText read(BufferedImage picture, int dpi) {
            return words.isEmpty()
                    ? RecognisedText.NOTHING
                    : new RecognisedText(
                            List.of(List.of(new RecognisedText.Line(words, new Rectangle(10, 20, 30, 40), true))));
        }
    }
}
