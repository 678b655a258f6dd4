package io.ragline.api.http;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * From when to when something is asked for. A day is all of it, in UTC.
 *
 * @param since at or after
 * @param until before
 */
public record GivenPeriod(Instant since, Instant until) {
    private static final Duration STANDARD = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(1100);

    /**
     * Reads the period; what is not given is now, and 30 days before the end.
     *
     * @throws BadFieldException naming the field that can't be so
     */
    public static GivenPeriod of(@Nullable String since, @Nullable String until, Instant now) {
        Instant end = until == null ? now : time("until", until, 1);
        Instant begin = since == null ? end.minus(STANDARD) : time("since", since, 0);
        if (!begin.isBefore(end)) {
            throw new BadFieldException(since == null ? "until" : "since", "since is before until.");
        }
        if (Duration.between(begin, end).compareTo(LONGEST) > 0) {
            throw new BadFieldException("since", "since is at most %d days before until.".formatted(LONGEST.toDays()));
        }
        return new GivenPeriod(begin, end);
    }

    private static Instant time(String field, String given, int daysLater) {
        try {
            boolean day = given.length() == "2030-01-31".length();
            Instant time = day
                    ? LocalDate.parse(given).plusDays(daysLater).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(given).toInstant();
            if (time.isAfter(Instant.EPOCH) && time.isBefore(Instant.parse("9999-01-01T00:00:00Z"))) {
                return time;
            }
            throw notATime(field);
        } catch (DateTimeParseException e) {
            throw notATime(field);
        }
    }

    private static BadFieldException notATime(String field) {
        return new BadFieldException(
                field, "%s is a day such as 2030-01-31 or a time such as 2030-01-31T18:00:00Z.".formatted(field));
    }
}
