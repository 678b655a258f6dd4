package io.ragline.worker.extract;

import java.time.Duration;

/**
 * How much one document may cost. Time is what the reading itself takes: while the sink is busy, the clock stands.
 *
 * @param heapMegabytes of the child process that reads
 * @param documentTime for the whole document
 * @param pageTime without any new page
 * @param maxPages a document with more is refused
 * @param maxPageBytes of one page as the child hands it over; a page with more is set aside as unreadable
 */
public record ExtractionLimits(
        int heapMegabytes, Duration documentTime, Duration pageTime, int maxPages, int maxPageBytes) {

    public static final ExtractionLimits DEFAULT =
            new ExtractionLimits(512, Duration.ofMinutes(30), Duration.ofSeconds(60), 5_000, 16 << 20);

    public ExtractionLimits {
        requirePositive("heapMegabytes", heapMegabytes);
        requirePositive("maxPages", maxPages);
        requirePositive("maxPageBytes", maxPageBytes);
        requirePositive("documentTime", documentTime.toMillis());
        requirePositive("pageTime", pageTime.toMillis());
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("%s must be above 0, not %d".formatted(name, value));
        }
    }
}
