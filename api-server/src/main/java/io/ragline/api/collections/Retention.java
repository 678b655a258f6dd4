package io.ragline.api.collections;

import io.ragline.api.http.BadFieldException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads for how long a collection keeps documents. */
final class Retention {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Retention() {}

    /** In seconds; null for ever. */
    static @Nullable Long seconds(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Duration retention = Duration.parse(text);
            if (retention.compareTo(SHORTEST) >= 0 && retention.compareTo(LONGEST) <= 0) {
                return retention.toSeconds();
            }
        } catch (DateTimeParseException | ArithmeticException e) {
            throw invalid();
        }
        throw invalid();
    }

    /** As it is shown. */
    static @Nullable String text(@Nullable Long seconds) {
        if (seconds == null) {
            return null;
        }
        Duration retention = Duration.ofSeconds(seconds);
        return retention.toDays() > 0 && retention.equals(Duration.ofDays(retention.toDays()))
                ? "P%dD".formatted(retention.toDays())
                : retention.toString();
    }

    private static BadFieldException invalid() {
        return new BadFieldException(
                "retention",
                "retention is a duration from a minute to 100 years, such as P30D or PT12H; null keeps for ever.");
    }
}
