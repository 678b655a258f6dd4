package io.ragline.filter;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Times as people write them: a day, {@code 2026-01-31}, or a point of time with its zone, {@code 2026-01-31T18:00:00Z}. */
final class Times {
    private static final int DAY_LENGTH = "2026-01-31".length();

    private Times() {}

    /**
     * What a text means.
     *
     * @param start when it begins
     * @param length a day, or a millisecond for a point of time
     */
    record Span(Instant start, Duration length) {
        Instant end() {
            return start.plus(length);
        }
    }

    /** The time, in UTC for a day; empty if the text is none. */
    static Optional<Span> read(String text) {
        if (text.length() < DAY_LENGTH || !Character.isDigit(text.charAt(0))) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.length() == DAY_LENGTH
                            ? new Span(
                                    LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC), Duration.ofDays(1))
                            : new Span(OffsetDateTime.parse(text).toInstant(), Duration.ofMillis(1)));
        } catch (DateTimeException e) {
            return Optional.empty(); // most texts are no times
        }
    }
}
