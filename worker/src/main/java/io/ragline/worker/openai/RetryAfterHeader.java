package io.ragline.worker.openai;

import com.openai.core.http.Headers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** How long a server asks to be left alone: {@code retry-after-ms} (OpenAI's), else {@code Retry-After} (RFC 9110). */
public final class RetryAfterHeader {
    private static final int MAX_DIGITS = 9;

    private RetryAfterHeader() {}

    /** From {@code now}; null if the server does not say, or not in a way that can be read. */
    public static @Nullable Duration parse(Headers headers, Instant now) {
        String millis = first(headers, "retry-after-ms");
        if (isNumber(millis)) {
            return Duration.ofMillis(Long.parseLong(millis));
        }
        String value = first(headers, "retry-after");
        if (isNumber(value)) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        if (value.isEmpty()) {
            return null;
        }
        try {
            Instant at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return at.isBefore(now) ? Duration.ZERO : Duration.between(now, at);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String first(Headers headers, String name) {
        return headers.values(name).stream().findFirst().orElse("").strip();
    }

    private static boolean isNumber(String value) {
        return !value.isEmpty() && value.length() <= MAX_DIGITS && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
