package io.ragline.worker.extract.child;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.ExtractionLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Watches from outside what one document makes a child take: the child itself can't be trusted with that. Each check
 * throws when a limit is passed; whoever reads then ends the child.
 */
final class ChildGuard {
    private static final long MEGABYTE = 1 << 20;
    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(200).toNanos();

    private final ExtractionLimits limits;
    private final long pid;
    private final Path home;
    private long output;
    private long lastLook = System.nanoTime();

    ChildGuard(ExtractionLimits limits, long pid, Path home) {
        this.limits = limits;
        this.pid = pid;
        this.home = home;
    }

    /** The next document begins. */
    void begin() {
        output = 0;
    }

    /** @throws RaglineException {@code EXTRACTION_TOO_LARGE} if the document has yielded more than it may */
    void count(int bytes) {
        output += bytes;
        if (output > limits.maxOutputMegabytes() * MEGABYTE) {
            throw new RaglineException(
                    ErrorCode.EXTRACTION_TOO_LARGE,
                    "The document holds more text than the %,d MB that are allowed (max-output-megabytes)"
                            .formatted(limits.maxOutputMegabytes()));
        }
    }

    /**
     * Looks a few times a second, however often it is called.
     *
     * @throws RaglineException {@code EXTRACTION_TOO_LARGE} or {@code EXTRACTION_OUT_OF_MEMORY}
     */
    void look() {
        long now = System.nanoTime();
        if (now - lastLook < LOOK_EVERY_NANOS) {
            return;
        }
        lastLook = now;
        checkFiles();
        checkMemory();
    }

    private void checkFiles() {
        if (Footprint.bytesBelow(home) > limits.maxTempMegabytes() * MEGABYTE) {
            throw new RaglineException(
                    ErrorCode.EXTRACTION_TOO_LARGE,
                    "Unpacked, the document takes more than the %,d MB of temporary files that are allowed (max-temp-megabytes)"
                            .formatted(limits.maxTempMegabytes()));
        }
    }

    private void checkMemory() {
        OptionalLong resident = Footprint.residentBytes(pid);
        long allowed = (long) limits.heapMegabytes() + limits.nativeMegabytes();
        if (resident.isPresent() && resident.getAsLong() > allowed * MEGABYTE) {
            throw new RaglineException(
                    ErrorCode.EXTRACTION_OUT_OF_MEMORY,
                    "Reading the document takes more than the %,d MB of memory that are allowed in all"
                            .formatted(allowed));
        }
    }
}
