package io.ragline.worker.extract;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What pictures of pages may cost. */
@ConfigMapping(prefix = "ragline.page-images")
public interface PageImageConfig {

    /** How many processes draw at the same time; there is none while nobody looks at pages. */
    @WithDefault("2")
    int processes();

    /** Time for one picture. */
    @WithDefault("30s")
    Duration time();

    /** A picture with more pixels is refused; 36 million are a page of A0 at 150 dpi. */
    @WithDefault("36000000")
    long maxPixels();

    /** A picture that nobody has looked at for so long is forgotten, and drawn again when it is asked for. */
    @WithDefault("30d")
    Duration keep();

    /** As the pool of processes wants them: memory as for reading. */
    default ExtractionLimits limits(ExtractionConfig extraction) {
        ExtractionLimits reading = extraction.limits();
        return new ExtractionLimits(
                reading.heapMegabytes(), time(), time(), reading.maxPages(), reading.maxPageBytes());
    }
}
