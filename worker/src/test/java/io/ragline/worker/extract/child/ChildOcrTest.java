package io.ragline.worker.extract.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.ExtractionLimits;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.ocr.DrawnPage;
import io.ragline.worker.extract.ocr.InstalledTesseract;
import io.ragline.worker.extract.ocr.OcrOptions;
import io.ragline.worker.extract.pdf.BundledFonts;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class ChildOcrTest {
    private static final ExtractionLimits LIMITS =
            new ExtractionLimits(128, Duration.ofSeconds(100), Duration.ofSeconds(60), 100, 16 << 20);
    private static final String WEBP = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";

    @TempDir
    static Path folder;

    private static Path scan;

    @BeforeAll
    static void makeScan() throws IOException {
        BundledFonts.install();
        scan = DrawnPage.scan(DrawnPage.picture(150), 0, folder.resolve("scan.pdf"));
    }

    @Test
    void a_child_recognises_what_a_scan_shows() {
        try (ExtractionPool pool = new ExtractionPool(LIMITS, PoolSize.ofMax(1), InstalledTesseract.options())) {
            RecordingSink read = new RecordingSink();
            new ChildExtractor(pool).extract(Source.of(scan, "application/pdf"), read);

            assertThat(DrawnPage.similarity(read.text(), DrawnPage.text())).isGreaterThan(0.97);
        }
    }

    @Test
    void a_child_has_the_decoders_of_all_kinds_of_pictures() throws IOException {
        Path webp = Files.write(folder.resolve("a.webp"), Base64.getDecoder().decode(WEBP));
        try (ExtractionPool pool = new ExtractionPool(LIMITS, PoolSize.ofMax(1), InstalledTesseract.options())) {
            // had it not been decoded, it would be unreadable
            assertThatThrownBy(
                            () -> new ChildExtractor(pool).extract(Source.of(webp, "image/webp"), new RecordingSink()))
                    .isInstanceOfSatisfying(
                            RaglineException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.DOCUMENT_WITHOUT_TEXT));
        }
        assertThat(ChildClassPath.find()).contains("jbig2-imageio");
    }

    @Test
    void a_scan_that_is_finer_than_the_memory_allows_is_read_more_coarsely() throws IOException {
        BufferedImage fine = DrawnPage.picture(400);
        BufferedImage coloured = new BufferedImage(fine.getWidth(), fine.getHeight(), BufferedImage.TYPE_INT_RGB);
        coloured.createGraphics().drawImage(fine, 0, 0, null);
        Path file = folder.resolve("fine.pdf");
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawImage(
                        JPEGFactory.createFromImage(document, coloured), 0, 0, DrawnPage.WIDTH, DrawnPage.HEIGHT);
            }
            document.save(file.toFile());
        }
        ExtractionLimits small =
                new ExtractionLimits(96, Duration.ofSeconds(100), Duration.ofSeconds(60), 100, 16 << 20);

        RecordingSink read = new RecordingSink();
        try (ExtractionPool pool = new ExtractionPool(small, PoolSize.ofMax(1), InstalledTesseract.options())) {
            new ChildExtractor(pool).extract(Source.of(file, "application/pdf"), read);
        }

        assertThat(DrawnPage.similarity(read.text(), DrawnPage.text())).isGreaterThan(0.95);
    }

    @Test
    void cancelling_ends_recognition_too() throws IOException {
        List<ProcessHandle> recognisers = new ArrayList<>();
        try (ExtractionPool pool = new ExtractionPool(LIMITS, PoolSize.ofMax(1), endless())) {
            assertThatThrownBy(() -> new ChildExtractor(pool)
                            .extract(Source.of(scan, "application/pdf"), new RecordingSink() {
                                @Override
                                public void waiting() {
                                    recogniserOf(pool.pids().getFirst()).ifPresent(recogniser -> {
                                        recognisers.add(recogniser);
                                        throw new IllegalStateException("cancelled");
                                    });
                                }
                            }))
                    .hasMessage("cancelled");

            assertThat(recognisers).hasSize(1);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !recognisers.getFirst().isAlive());
        }
    }

    @Test
    void recognition_does_not_outlive_a_worker_that_is_killed() throws Exception {
        OcrOptions endless = endless();
        Process worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        DoomedParent.class.getName(),
                        scan.toString(),
                        endless.command().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = worker.inputReader(StandardCharsets.UTF_8)) {
            long child = Long.parseLong(out.readLine());
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> recogniserOf(child).isPresent());
            ProcessHandle recogniser = recogniserOf(child).orElseThrow();

            worker.destroyForcibly().waitFor();

            await().atMost(Duration.ofSeconds(10)).until(() -> !recogniser.isAlive());
        } finally {
            worker.destroyForcibly();
        }
    }

    @Test
    void a_recogniser_that_hangs_costs_a_page_its_text_and_no_more() throws IOException {
        RecordingSink read = new RecordingSink();
        try (ExtractionPool pool =
                new ExtractionPool(LIMITS, PoolSize.ofMax(1), endless().within(Duration.ofMillis(200)))) {
            new ChildExtractor(pool).extract(Source.of(scan, "application/pdf"), read);
        }

        assertThat(read.pages()).hasSize(1);
        assertThat(read.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.page()).isEqualTo(1);
            assertThat(warning.detail()).contains("took longer");
        });
    }

    private static Optional<ProcessHandle> recogniserOf(long child) {
        return ProcessHandle.of(child)
                .flatMap(handle -> handle.descendants()
                        .filter(each -> each.info().command().orElse("").endsWith("sleep"))
                        .findFirst());
    }

    /** A program in Tesseract's place that never ends. */
    private static OcrOptions endless() throws IOException {
        Path program = folder.resolve("tesseract-that-never-ends");
        Files.writeString(program, "#!/bin/sh\nexec sleep 600\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new OcrOptions(program, List.of("eng"), false, Duration.ofSeconds(50));
    }
}
