package io.ragline.api.jobs;

import io.ragline.api.http.BadFieldException;
import io.ragline.catalog.JobEntity;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far a caller has read a job's events, as the header {@value #HEADER} says.
 *
 * @param id of an entry in the job's stream, or what {@link #ofEnd} made; null if nothing was read yet
 */
record LastEventId(@Nullable String id) {
    static final String HEADER = "Last-Event-ID";
    private static final String END = "end-";
    // a part has up to 20 digits; the largest numbers are not checked for
    private static final Pattern SENSIBLE = Pattern.compile("\\d{1,18}-\\d{1,18}|end-\\d{1,18}");

    /**
     * Reads the header.
     *
     * @throws BadFieldException if no event has such an id
     */
    static LastEventId of(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return new LastEventId(null);
        }
        if (!SENSIBLE.matcher(header.strip()).matches()) {
            throw new BadFieldException(
                    HEADER, "Last-Event-ID is the id of the last event that was read, or left out.");
        }
        return new LastEventId(header.strip());
    }

    /** An id for the end of a job whose stream has none, because it was lost with Redis. */
    static String ofEnd(JobEntity job) {
        return END + Objects.requireNonNullElse(job.finishedAt, Instant.EPOCH).toEpochMilli();
    }

    boolean isEndOf(JobEntity job) {
        return ofEnd(job).equals(id);
    }

    /** The entry in the stream to go on behind; null for its beginning. */
    @Nullable
    String inStream() {
        return id == null || id.startsWith(END) ? null : id;
    }
}
