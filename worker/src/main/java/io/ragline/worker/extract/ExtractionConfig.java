package io.ragline.worker.extract;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What reading one document may cost. */
@ConfigMapping(prefix = "ragline.extraction")
public interface ExtractionConfig {

    /** Heap of the process that reads, in megabytes. */
    @WithDefault("512")
    int heapMegabytes();

    /** Time for the whole document. */
    @WithDefault("30m")
    Duration documentTime();

    /** Time without any new page. */
    @WithDefault("60s")
    Duration pageTime();

    /** A document with more pages is refused; of its attachments, those are left out with which it has more. */
    @WithDefault("5000")
    int maxPages();

    /** Text, with its places, that a document may yield. */
    @WithDefault("512")
    int maxOutputMegabytes();

    /** A document with more text is refused; each 1,000 characters take about 10 ms of two cores to embed. */
    @WithDefault("20000000")
    long maxCharacters();

    /** Temporary files that a document may need at a time. */
    @WithDefault("1024")
    int maxTempMegabytes();

    /** Memory of the process that reads, beyond its heap. */
    @WithDefault("512")
    int nativeMegabytes();

    /** As the extractor wants them. */
    default ExtractionLimits limits() {
        return new ExtractionLimits(
                heapMegabytes(),
                documentTime(),
                pageTime(),
                maxPages(),
                ExtractionLimits.DEFAULT.maxPageBytes(),
                maxOutputMegabytes(),
                maxTempMegabytes(),
                nativeMegabytes());
    }
}
