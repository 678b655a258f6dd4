package io.ragline.worker.extract.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ragline.model.ErrorCode;
import io.ragline.model.Page;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.ExtractionLimits;
import io.ragline.worker.extract.PdfFixture;
import io.ragline.worker.extract.RecordingSink;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What a document may cost: memory, time, output, temporary files. */
class ChildLimitsTest extends ChildTesting {

    @Test
    void a_thousand_pages_fit_into_a_small_child() {
        RecordingSink read = new RecordingSink();

        extractor(heap(40)).extract(pdf(manyPages), read);

        assertThat(read.pages()).extracting(Page::number).hasSize(1_000).isSorted();
        assertThat(read.pages().getLast().blocks().getFirst().text()).isEqualTo("Page number 1000");
        assertThat(read.warnings()).isEmpty();
    }

    @Test
    void hundreds_of_pages_with_a_photograph_each_fit_into_a_small_child() throws IOException {
        int pages = 300;
        Path album = folder.resolve("album.pdf");
        Random random = new Random(5);
        try (PdfFixture pdf = new PdfFixture()) {
            for (int page = 1; page <= pages; page++) {
                PDImageXObject photograph = JPEGFactory.createFromImage(pdf.document(), noise(random));
                pdf.page(pen -> {
                    pen.content().drawImage(photograph, 70, 100, 400, 250);
                    for (int line = 0; line < 25; line++) {
                        pen.lines(70, 80 + line * 13.5f, "Words that stand above a photograph, line " + line);
                    }
                });
            }
            pdf.save(album);
        }
        RecordingSink read = new RecordingSink();

        extractor(heap(64)).extract(pdf(album), read);

        assertThat(Files.size(album)).isGreaterThan(10L << 20);
        assertThat(read.pages()).hasSize(pages);
        assertThat(read.warnings()).isEmpty();
        assertThat(read.pages().getLast().blocks()).isNotEmpty();
    }

    private static BufferedImage noise(Random random) {
        BufferedImage image = new BufferedImage(320, 200, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 320 * 200; i++) {
            image.setRGB(i % 320, i / 320, random.nextInt(0x1000000));
        }
        return image;
    }

    @Test
    void a_document_that_needs_more_memory_than_allowed_says_so() throws IOException {
        Path fat = folder.resolve("fat.pdf");
        try (PdfFixture pdf = new PdfFixture()) {
            pdf.page(pen -> {
                        for (int i = 0; i < 3_000; i++) {
                            pen.text(10, i % 800, PdfFixture.REGULAR, 4, "a hundred characters in one line ".repeat(3));
                        }
                    })
                    .save(fat);
        }

        assertFails(extractor(heap(24)), fat, ErrorCode.EXTRACTION_OUT_OF_MEMORY);
    }

    @Test
    void a_page_that_takes_too_long_ends_the_reading() {
        ExtractionLimits hurried =
                new ExtractionLimits(64, Duration.ofSeconds(50), Duration.ofMillis(1), 5_000, 16 << 20);

        assertFails(extractor(hurried), onePage, ErrorCode.EXTRACTION_TIMED_OUT);
    }

    @Test
    void a_document_that_takes_too_long_in_all_ends_the_reading() {
        ExtractionLimits hurried =
                new ExtractionLimits(64, Duration.ofMillis(1), Duration.ofSeconds(50), 5_000, 16 << 20);

        assertFails(extractor(hurried), onePage, ErrorCode.EXTRACTION_TIMED_OUT);
    }

    @Test
    void pages_that_keep_coming_do_not_stop_the_clock() throws Exception {
        ExtractionLimits hurried =
                new ExtractionLimits(64, Duration.ofSeconds(3), Duration.ofSeconds(50), 5_000, 16 << 20);

        try (ChildProcess child = ChildProcess.start(hurried, home -> ChattyChild.command(hurried, home))) {
            assertThatThrownBy(() -> new Reading(child, hurried, new RecordingSink()).run())
                    .isInstanceOfSatisfying(
                            RaglineException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.EXTRACTION_TIMED_OUT));
        }
    }

    @Test
    void a_document_with_more_text_than_allowed_is_given_up_however_small_its_pages() {
        ExtractionLimits brief = limits(1, 100, 500);

        assertThatThrownBy(() -> extractor(brief).extract(pdf(manyPages), new RecordingSink()))
                .isInstanceOfSatisfying(RaglineException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.EXTRACTION_TOO_LARGE);
                    assertThat(e.detail()).contains("1 MB").contains("text");
                });
    }

    @Test
    void each_document_has_its_own_share_of_output() {
        ChildExtractor extractor = extractor(limits(1, 100, 500));

        for (int i = 0; i < 150; i++) {
            RecordingSink read = new RecordingSink();
            extractor.extract(pdf(onePage), read);
            assertThat(read.pages()).hasSize(1);
        }
    }

    @Test
    void a_child_that_writes_more_temporary_files_than_allowed_is_stopped() throws Exception {
        assertThatThrownBy(() -> waitFor(GreedyChild.WRITES_FILES, limits(100, 3, 500)))
                .isInstanceOfSatisfying(RaglineException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.EXTRACTION_TOO_LARGE);
                    assertThat(e.detail()).contains("3 MB").contains("temporary");
                });
    }

    @Test
    void a_child_that_takes_memory_beside_its_heap_is_stopped() throws Exception {
        Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "needs /proc");

        assertThatThrownBy(() -> waitFor(GreedyChild.TAKES_MEMORY, limits(100, 100, 200)))
                .isInstanceOfSatisfying(
                        RaglineException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.EXTRACTION_OUT_OF_MEMORY));
    }

    @Test
    void memory_of_programs_that_a_child_starts_counts_as_its_own() throws Exception {
        Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "needs /proc");
        Process parent = new ProcessBuilder("/bin/sh", "-c", "sleep 30 & sleep 30 & wait").start();
        try {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> parent.descendants().count() == 2);
            long alone = Footprint.residentBytes(
                            parent.descendants().findFirst().orElseThrow().pid())
                    .orElseThrow();

            await().atMost(Duration.ofSeconds(10))
                    .until(() -> Footprint.residentBytes(parent.pid()).orElseThrow() > 2 * alone);
        } finally {
            parent.descendants().forEach(ProcessHandle::destroyForcibly);
            parent.destroyForcibly();
        }
    }

    private static ExtractionLimits limits(int outputMegabytes, int tempMegabytes, int nativeMegabytes) {
        return new ExtractionLimits(
                64,
                Duration.ofSeconds(50),
                Duration.ofSeconds(20),
                5_000,
                16 << 20,
                outputMegabytes,
                tempMegabytes,
                nativeMegabytes);
    }

    /** Waits until the greedy child is told to stop, by what this throws. */
    private static void waitFor(String greed, ExtractionLimits limits) throws Exception {
        try (ChildProcess child = ChildProcess.start(limits, home -> GreedyChild.command(limits, home, greed))) {
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                child.next(Duration.ofMillis(100));
                return false;
            });
        }
    }
}
