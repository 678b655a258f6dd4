package io.ragline.api.query;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a caller prefers to wait for a result, by the header {@code Prefer: wait=10} (RFC 7240). A preference can't be
 * wrong: what is not understood is ignored, and what is too long is cut.
 *
 * @param time at most 30 seconds
 */
record PreferredWait(Duration time) {
    static final String HEADER = "Prefer";
    private static final Pattern WAIT =
            Pattern.compile("(?i)(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,6})\"?\\s*(?=[,;]|$)");
    private static final int MOST_SECONDS = 30;

    static Optional<PreferredWait> of(@Nullable String prefer) {
        if (prefer == null) {
            return Optional.empty();
        }
        Matcher wait = WAIT.matcher(prefer);
        return wait.find()
                ? Optional.of(
                        new PreferredWait(Duration.ofSeconds(Math.min(MOST_SECONDS, Integer.parseInt(wait.group(1))))))
                : Optional.empty();
    }

    /** What the response says that was done. */
    String applied() {
        return "wait=" + time.toSeconds();
    }
}
