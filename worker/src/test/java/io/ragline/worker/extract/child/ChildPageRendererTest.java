package io.ragline.worker.extract.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.ExtractionLimits;
import io.ragline.worker.extract.PdfFixture;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.Source;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ChildPageRendererTest {
    private static final Duration LONG = Duration.ofSeconds(50);

    @TempDir
    Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void leaveNoProcess() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        await().atMost(Duration.ofSeconds(10))
                .until(() -> ProcessHandle.current()
                        .children()
                        .filter(ProcessHandle::isAlive)
                        .findAny()
                        .isEmpty());
    }

    @Test
    void the_page_that_is_asked_for_is_drawn() throws IOException {
        Path pdf = threePages();

        BufferedImage second = draw(renderer(), pdf, 2, 72);

        assertThat(second.getWidth()).isEqualTo(595);
        assertThat(second.getHeight()).isEqualTo(841);
        assertThat(dark(second, 200)).as("the bar of page 2").isTrue();
        assertThat(dark(second, 100) || dark(second, 300)).as("bars of others").isFalse();
    }

    @Test
    void the_page_is_the_one_that_reading_means_where_the_file_states_a_wrong_count() throws IOException {
        Path pdf = folder.resolve("lies.pdf");
        try (PdfFixture fixture = pages()) {
            fixture.document()
                    .getDocumentCatalog()
                    .getCOSObject()
                    .getCOSDictionary(COSName.PAGES)
                    .setInt(COSName.COUNT, 1_400_000_000);
            fixture.save(pdf);
        }
        ChildPageRenderer renderer = renderer();

        assertThat(dark(draw(renderer, pdf, 3, 72), 300)).isTrue();
        assertFails(renderer, pdf, 4, 72, ErrorCode.PAGE_NOT_FOUND);
    }

    @Test
    void a_document_with_fewer_pages_says_so_and_the_child_is_used_again() throws IOException {
        Path pdf = threePages();
        ExtractionPool pool = pool(256, LONG);
        ChildPageRenderer renderer = new ChildPageRenderer(pool, 1_000_000);

        assertFails(renderer, pdf, 4, 72, ErrorCode.PAGE_NOT_FOUND);
        List<Long> before = pool.pids();
        draw(renderer, pdf, 1, 72);

        assertThat(before).hasSize(1).isEqualTo(pool.pids());
    }

    @Test
    void what_is_no_pdf_or_opens_only_with_a_password_fails_with_its_code() throws IOException {
        Path garbage = Files.writeString(folder.resolve("garbage.pdf"), "no PDF at all");
        Path locked = folder.resolve("locked.pdf");
        try (PdfFixture fixture = pages()) {
            fixture.document().protect(new StandardProtectionPolicy("owner", "secret", new AccessPermission()));
            fixture.save(locked);
        }
        ChildPageRenderer renderer = renderer();

        assertFails(renderer, garbage, 1, 72, ErrorCode.DOCUMENT_UNREADABLE);
        assertFails(renderer, locked, 1, 72, ErrorCode.PAGE_IMAGE_UNAVAILABLE);
        Path target = folder.resolve("unlocked.png");
        renderer.draw(new Source(locked, "application/pdf", "secret"), 1, 72, target, () -> {});
        assertThat(target).isNotEmptyFile();
        assertThatThrownBy(() -> renderer.draw(Source.of(garbage, "text/plain"), 1, 72, target, () -> {}))
                .isInstanceOfSatisfying(
                        RaglineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PAGE_IMAGE_UNAVAILABLE));
    }

    @Test
    void a_picture_with_too_many_pixels_is_refused_before_it_is_drawn() throws IOException {
        Path pdf = folder.resolve("poster.pdf");
        try (PdfFixture fixture = new PdfFixture()) {
            fixture.page(pen -> {});
            fixture.document().getPage(0).setMediaBox(new PDRectangle(14_400, 14_400));
            fixture.save(pdf);
        }

        assertThatThrownBy(() -> draw(renderer(), pdf, 1, 300)).isInstanceOfSatisfying(RaglineException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.PAGE_IMAGE_UNAVAILABLE);
            assertThat(e.detail()).contains("3,600 million pixels");
        });
    }

    @Test
    void a_page_that_takes_more_memory_than_allowed_says_so() throws IOException {
        Path pdf = threePages();
        ChildPageRenderer renderer = new ChildPageRenderer(pool(24, LONG), 1_000_000_000);

        assertFails(renderer, pdf, 1, 300, ErrorCode.EXTRACTION_OUT_OF_MEMORY);
    }

    @Test
    void a_page_that_takes_too_long_is_given_up() throws IOException {
        ExtractionPool pool = pool(256, Duration.ofMillis(300));
        ChildPageRenderer renderer = new ChildPageRenderer(pool, 36_000_000);

        assertFails(renderer, endless(), 1, 300, ErrorCode.EXTRACTION_TIMED_OUT);
        assertThat(pool.pids()).isEmpty();
    }

    @Test
    void who_no_longer_wants_the_picture_ends_the_drawing() throws IOException {
        ExtractionPool pool = pool(256, LONG);
        Path pdf = endless();

        assertThatThrownBy(() -> new ChildPageRenderer(pool, 36_000_000)
                        .draw(Source.of(pdf, "application/pdf"), 1, 300, folder.resolve("x.png"), () -> {
                            throw new IllegalStateException("cancelled");
                        }))
                .hasMessage("cancelled");
        assertThat(pool.pids()).isEmpty();
    }

    @Test
    void a_child_that_has_drawn_reads_as_before() throws IOException {
        Path pdf = folder.resolve("words.pdf");
        try (PdfFixture fixture = new PdfFixture()) {
            fixture.page(pen -> pen.lines(70, 100, "Words in a font that is not embedded."))
                    .save(pdf);
        }
        ExtractionPool pool = pool(256, LONG);
        RecordingSink before = new RecordingSink();
        RecordingSink after = new RecordingSink();

        new ChildExtractor(pool).extract(Source.of(pdf, "application/pdf"), before);
        draw(new ChildPageRenderer(pool, 1_000_000), pdf, 1, 72);
        new ChildExtractor(pool).extract(Source.of(pdf, "application/pdf"), after);

        assertThat(after.pages()).isEqualTo(before.pages());
        assertThat(pool.pids()).hasSize(1);
    }

    private ChildPageRenderer renderer() {
        return new ChildPageRenderer(pool(256, LONG), 36_000_000);
    }

    private ExtractionPool pool(int heapMegabytes, Duration time) {
        ExtractionPool pool = new ExtractionPool(
                new ExtractionLimits(heapMegabytes, time, time, 5_000, 16 << 20), PoolSize.onDemand(1));
        open.add(pool);
        return pool;
    }

    private BufferedImage draw(ChildPageRenderer renderer, Path pdf, int page, int dpi) throws IOException {
        Path target = folder.resolve("page.png");
        renderer.draw(Source.of(pdf, "application/pdf"), page, dpi, target, () -> {});
        return ImageIO.read(target.toFile());
    }

    private void assertFails(ChildPageRenderer renderer, Path pdf, int page, int dpi, ErrorCode code) {
        assertThatThrownBy(() -> draw(renderer, pdf, page, dpi))
                .isInstanceOfSatisfying(
                        RaglineException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private Path threePages() throws IOException {
        try (PdfFixture fixture = pages()) {
            return fixture.save(folder.resolve("three.pdf"));
        }
    }

    /** On page n a bar stands n × 100 points from the top. */
    private static PdfFixture pages() {
        PdfFixture fixture = new PdfFixture();
        for (int page = 1; page <= 3; page++) {
            int y = 100 * page;
            fixture.page(pen -> {
                pen.content().addRect(100, PDRectangle.A4.getHeight() - y - 5, 300, 10);
                pen.content().fill();
            });
        }
        return fixture;
    }

    /** A page of shadows over shadows, which takes minutes to draw. */
    private Path endless() throws IOException {
        try (PdfFixture fixture = new PdfFixture()) {
            fixture.page(pen -> {
                for (int i = 0; i < 200_000; i++) {
                    pen.content().setLineWidth(1 + i % 7);
                    pen.content().moveTo(i % 595, 0);
                    pen.content().curveTo(i * 7 % 595, 300, i * 13 % 595, 600, i * 17 % 595, 841);
                    pen.content().stroke();
                }
            });
            return fixture.save(folder.resolve("endless.pdf"));
        }
    }

    private static boolean dark(BufferedImage image, int y) {
        return (image.getRGB(250, y) & 0xff) < 100;
    }
}
