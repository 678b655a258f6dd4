package io.ragline.worker.extract.child;

import io.ragline.worker.extract.ExtractionLimits;
import io.ragline.worker.extract.RawPdf;
import io.ragline.worker.extract.ocr.OcrOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What tests with hostile files share: one {@link Siege} for all of a class, with limits that a hostile file soon meets. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
abstract class SiegeTesting {
    static final ExtractionLimits LIMITS =
            new ExtractionLimits(256, Duration.ofSeconds(60), Duration.ofSeconds(25), 5_000, 16 << 20, 100, 200, 300);

    private static final int GOOD_PAGES = 30;

    @TempDir
    static Path folder;

    static Siege siege;
    private static int files;

    @BeforeAll
    static void lay() {
        siege = siege(LIMITS);
    }

    static Siege siege(ExtractionLimits limits) {
        return siege(limits, null);
    }

    static Siege siege(ExtractionLimits limits, @Nullable OcrOptions ocr) {
        Path good = RawPdf.ofPages(GOOD_PAGES).save(folder.resolve("good.pdf"));
        return new Siege(limits, ocr, good, GOOD_PAGES);
    }

    @AfterAll
    static void end() {
        siege.close();
    }

    static Siege.Outcome read(RawPdf hostile) {
        return read(hostile.bytes());
    }

    static Siege.Outcome read(byte[] hostile) {
        return siege.read(file(hostile));
    }

    static Path file(byte[] content) {
        try {
            return Files.write(folder.resolve("hostile-%d.pdf".formatted(++files)), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
