package io.ragline.worker.extract.ocr;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How text in pictures is recognised. */
@ConfigMapping(prefix = "ragline.ocr")
public interface OcrConfig {

    /** Whether to use Tesseract. */
    @WithDefault("auto")
    Mode enabled();

    /** Tesseract; by default the one on the PATH. */
    Optional<Path> command();

    /** The languages of the documents, as Tesseract names them; those that are not installed are left out. */
    @WithDefault("eng")
    List<String> languages();

    /** Time for one picture. */
    @WithDefault("30s")
    Duration time();

    /** Whether to use Tesseract. */
    enum Mode {
        /** If it is installed. */
        AUTO,
        OFF
    }
}
