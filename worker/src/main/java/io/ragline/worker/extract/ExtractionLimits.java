package io.ragline.worker.extract;

import java.time.Duration;

/**
 * How much one document may cost. Time is what the reading itself takes: while the sink is busy, the clock stands.
 *
 * @param heapMegabytes of the child process that reads
 * @param documentTime for the whole document
 * @param pageTime without any new page
 * @param maxPages a document with more is refused; of its attachments, those are left out with which it has more
 * @param maxPageBytes of one page as the child hands it over; a page with more is set aside as unreadable
 * @param maxOutputMegabytes of all pages as the child hands them over; a document with more is given up
 * @param maxTempMegabytes of temporary files that the child may have at a time; a document that needs more is given up
 * @param nativeMegabytes that the child, with the programs it starts, may occupy beyond its heap; watched where the
 *     machine has {@code /proc}
 */
public record ExtractionLimits(
        int heapMegabytes,
        Duration documentTime,
        Duration pageTime,
        int maxPages,
        int maxPageBytes,
        int maxOutputMegabytes,
        int maxTempMegabytes,
        int nativeMegabytes) {

    public static final ExtractionLimits DEFAULT =
            new ExtractionLimits(512, Duration.ofMinutes(30), Duration.ofSeconds(60), 5_000, 16 << 20);

    private static final int OUTPUT_MEGABYTES = 512;
    private static final int TEMP_MEGABYTES = 1_024;
    private static final int NATIVE_MEGABYTES = 512;

    public ExtractionLimits {
        requirePositive("heapMegabytes", heapMegabytes);
        requirePositive("maxPages", maxPages);
        requirePositive("maxPageBytes", maxPageBytes);
        requirePositive("maxOutputMegabytes", maxOutputMegabytes);
        requirePositive("maxTempMegabytes", maxTempMegabytes);
        requirePositive("nativeMegabytes", nativeMegabytes);
        requirePositive("documentTime", documentTime.toMillis());
        requirePositive("pageTime", pageTime.toMillis());
    }

    /** With 512 MB of output, 1 GB of temporary files and 512 MB beyond the heap. */
    public ExtractionLimits(
            int heapMegabytes, Duration documentTime, Duration pageTime, int maxPages, int maxPageBytes) {
        this(
                heapMegabytes,
                documentTime,
                pageTime,
                maxPages,
                maxPageBytes,
                OUTPUT_MEGABYTES,
                TEMP_MEGABYTES,
                NATIVE_MEGABYTES);
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("%s must be above 0, not %d".formatted(name, value));
        }
    }
}
