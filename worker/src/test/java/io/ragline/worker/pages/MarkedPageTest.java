package io.ragline.worker.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.Box;
import io.ragline.model.Page;
import io.ragline.worker.extract.ExtractionLimits;
import io.ragline.worker.extract.PdfFixture;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.child.ChildExtractor;
import io.ragline.worker.extract.child.ChildPageRenderer;
import io.ragline.worker.extract.child.ExtractionPool;
import io.ragline.worker.extract.child.PoolSize;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From the PDF to the marked picture, all in real children: what is marked is the quote. Where its ink is, a PDF tells that
 * has nothing but the quote on the same place.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MarkedPageTest {
    private static final int DPI = 150;
    private static final String BEFORE = "The Orbis 400 brews forty cups an hour in any small office.";
    private static final String FIRST = "Descale the machine every ninety days with citric acid,";
    private static final String SECOND = "which dissolves the scale.";
    private static final String REST = "Scale that is left damages the pump.";
    private static final String QUOTE = FIRST + " " + SECOND;

    @TempDir
    static Path folder;

    private static ExtractionPool pool;
    private static ChildPageRenderer renderer;

    @BeforeAll
    static void start() {
        pool = new ExtractionPool(ExtractionLimits.DEFAULT, PoolSize.ofMax(1));
        renderer = new ChildPageRenderer(
                new ExtractionPool(
                        new ExtractionLimits(256, Duration.ofSeconds(50), Duration.ofSeconds(50), 100, 16 << 20),
                        PoolSize.ofMax(1)),
                20_000_000);
    }

    @AfterAll
    static void stop() {
        pool.close();
        renderer.close();
    }

    /** What stands on a test's page. */
    private enum Words {
        ALL,
        QUOTE_ONLY,
        OTHERS_ONLY,
        NONE
    }

    private static Path pdf(Words words, int rotation, PDRectangle crop) throws IOException {
        try (PdfFixture pdf = new PdfFixture()) {
            pdf.page(rotation, pen -> {
                if (words == Words.ALL || words == Words.OTHERS_ONLY) {
                    pen.text(90, 120, PdfFixture.REGULAR, 11, BEFORE);
                    pen.text(90 + width(SECOND + " "), 147, PdfFixture.REGULAR, 11, REST);
                    pen.text(90, 400, PdfFixture.BOLD, 16, "Guarantee");
                }
                if (words == Words.ALL || words == Words.QUOTE_ONLY) {
                    pen.text(90, 133.5f, PdfFixture.REGULAR, 11, FIRST);
                    pen.text(90, 147, PdfFixture.REGULAR, 11, SECOND);
                }
            });
            pdf.document().getPage(0).setCropBox(crop);
            return pdf.save(folder.resolve("%s-%d-%.0f.pdf".formatted(words, rotation, crop.getLowerLeftX())));
        }
    }

    private static float width(String text) throws IOException {
        return PdfFixture.REGULAR.getStringWidth(text) / 1000 * 11;
    }

    private static Picture draw(Path pdf) throws IOException {
        Path target = folder.resolve(pdf.getFileName() + ".png");
        renderer.draw(Source.of(pdf, "application/pdf"), 1, DPI, target, () -> {});
        return Picture.read(target);
    }

    private static Picture mark(Path pdf, List<Box> boxes) {
        Path plain = folder.resolve(pdf.getFileName() + ".png");
        Path target = folder.resolve(pdf.getFileName() + ".marked.png");
        renderer.mark(plain, DPI, boxes, target, () -> {});
        try {
            return Picture.read(target);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Page read(Path pdf) {
        RecordingSink sink = new RecordingSink();
        new ChildExtractor(pool).extract(Source.of(pdf, "application/pdf"), sink);
        return sink.pages().getFirst();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 90, 180, 270})
    void a_quote_over_two_lines_is_marked_however_the_page_is_turned(int rotation) throws IOException {
        assertMarksTheQuote(rotation, PDRectangle.A4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 90, 180, 270})
    void a_quote_on_a_cropped_page_is_marked_where_it_is_shown(int rotation) throws IOException {
        assertMarksTheQuote(rotation, new PDRectangle(60, 300, 451, 481));
    }

    private static void assertMarksTheQuote(int rotation, PDRectangle crop) throws IOException {
        Path pdf = pdf(Words.ALL, rotation, crop);
        Picture plain = draw(pdf);
        boolean upright = rotation % 180 == 0;
        assertThat(plain.width()).isEqualTo((int) ((upright ? crop.getWidth() : crop.getHeight()) * DPI / 72));
        assertThat(plain.height()).isEqualTo((int) ((upright ? crop.getHeight() : crop.getWidth()) * DPI / 72));
        assertThat(plain.yellow().cardinality()).isZero();
        BitSet quoteInk = draw(pdf(Words.QUOTE_ONLY, rotation, crop)).ink();
        BitSet otherInk = draw(pdf(Words.OTHERS_ONLY, rotation, crop)).ink();

        List<Box> boxes = new QuoteFinder(read(pdf)).find(QUOTE);

        Picture marked = mark(pdf, boxes);

        Path blank = pdf(Words.NONE, rotation, crop);
        draw(blank);
        BitSet area = mark(blank, boxes).yellow();
        assertThat(quoteInk.cardinality()).isGreaterThan(2_000);
        assertThat(Picture.share(quoteInk, area))
                .as("the quote's letters that are marked")
                .isGreaterThan(0.97);
        assertThat(Picture.share(otherInk, area))
                .as("the others' letters that are marked")
                .isLessThan(0.03);
        assertThat(Picture.share(marked.differentFrom(plain), area))
                .as("what changed is marked")
                .isEqualTo(1);
        assertThat(Picture.share(area, marked.yellow()))
                .as("the marker's colour between letters")
                .isGreaterThan(0.6);
        assertThat(Picture.share(plain.ink(), marked.ink()))
                .as("letters stay dark")
                .isEqualTo(1);
    }

    @Test
    void outside_the_boxes_no_pixel_changes() throws IOException {
        Path pdf = pdf(Words.ALL, 0, PDRectangle.A4);
        Picture plain = draw(pdf);
        Box box = new Box(72, 72, 72, 36);

        Picture marked = mark(pdf, List.of(box));

        BitSet inside = new BitSet();
        for (int y = 150; y < 225; y++) {
            inside.set(y * plain.width() + 150, y * plain.width() + 300);
        }
        assertThat(Picture.share(marked.differentFrom(plain), inside)).isEqualTo(1);
        assertThat(Picture.share(inside, marked.yellow())).isEqualTo(1);
    }
}
