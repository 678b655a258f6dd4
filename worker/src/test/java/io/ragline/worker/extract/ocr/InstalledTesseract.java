package io.ragline.worker.extract.ocr;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The Tesseract of this machine, for tests that need the real one. */
public final class InstalledTesseract {
    private InstalledTesseract() {}

    /** How to run it; without one, or without its English, the test is skipped, and says so. */
    public static OcrOptions options() {
        TesseractSearch search = TesseractSearch.by(settings(OcrConfig.Mode.AUTO, null, List.of("eng")));
        if (search.options() == null) {
            System.err.println("SKIPPED, nothing was tested: " + search.says());
        }
        Assumptions.assumeTrue(search.options() != null, "skipped: " + search.says());
        return Objects.requireNonNull(search.options());
    }

    public static Ocr ocr() {
        return Tesseract.of(options());
    }

    static OcrConfig settings(OcrConfig.Mode mode, Path command, List<String> languages) {
        return new OcrConfig() {
            @Override
            public Mode enabled() {
                return mode;
            }

            @Override
            public Optional<Path> command() {
                return Optional.ofNullable(command);
            }

            @Override
            public List<String> languages() {
                return languages;
            }

            @Override
            public Duration time() {
                return Duration.ofSeconds(50);
            }
        };
    }
}
