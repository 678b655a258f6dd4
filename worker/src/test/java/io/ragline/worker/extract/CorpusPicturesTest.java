package io.ragline.worker.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.child.ChildPageRenderer;
import io.ragline.worker.extract.child.ExtractionPool;
import io.ragline.worker.extract.child.PoolSize;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Draws the first pages of PDFs of many producers, odd and broken ones too. They aren't part of the project: the test is
 * skipped unless {@code -Dragline.test.data}, by default {@code ../shared/data} beside the project, has them.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(240)
class CorpusPicturesTest {
    private static final Path DATA = Path.of(System.getProperty("ragline.test.data", "../../shared/data"));
    private static final Set<ErrorCode> KNOWN = EnumSet.of(
            ErrorCode.PAGE_NOT_FOUND,
            ErrorCode.PAGE_IMAGE_UNAVAILABLE,
            ErrorCode.DOCUMENT_UNREADABLE,
            ErrorCode.EXTRACTION_OUT_OF_MEMORY,
            ErrorCode.EXTRACTION_TIMED_OUT);

    @Test
    void every_pdf_ends_as_a_picture_or_with_a_known_code(@TempDir Path folder) throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(DATA), "skipped: no test data at " + DATA.toAbsolutePath());
        ExtractionLimits limits =
                new ExtractionLimits(256, Duration.ofSeconds(20), Duration.ofSeconds(20), 2_000, 16 << 20);
        List<String> outcomes = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        try (ChildPageRenderer renderer =
                new ChildPageRenderer(new ExtractionPool(limits, PoolSize.ofMax(1)), 20_000_000)) {
            for (Path pdf : pdfs()) {
                Path target = folder.resolve("page.png");
                long start = System.nanoTime();
                String outcome;
                try {
                    renderer.draw(Source.of(pdf, "application/pdf"), 1, 100, target, () -> {});
                    BufferedImage picture = ImageIO.read(target.toFile());
                    outcome = "%d x %d".formatted(picture.getWidth(), picture.getHeight());
                } catch (RaglineException e) {
                    outcome = e.code() + " " + e.detail();
                    if (!KNOWN.contains(e.code())) {
                        unknown.add(pdf.getFileName() + ": " + outcome);
                    }
                }
                outcomes.add(
                        "%s\t%s\t%d".formatted(DATA.relativize(pdf), outcome, (System.nanoTime() - start) / 1_000_000));
            }
        }
        Files.write(Path.of("target", "corpus-pictures.tsv"), outcomes);

        assertThat(outcomes).isNotEmpty();
        assertThat(unknown).isEmpty();
    }

    private static List<Path> pdfs() throws IOException {
        try (Stream<Path> files = Files.walk(DATA)) {
            return files.filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".pdf"))
                    .sorted()
                    .toList();
        }
    }
}
