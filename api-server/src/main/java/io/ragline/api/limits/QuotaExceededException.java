package io.ragline.api.limits;

import io.ragline.model.Durations;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.time.Duration;

/** A bucket has not the tokens that were wanted. */
public class QuotaExceededException extends RaglineException {
    private static final long serialVersionUID = 1L;

    private final transient Taken.Level level;

    QuotaExceededException(Taken.Level level) {
        super(ErrorCode.QUOTA_EXCEEDED, words(level), wholeSeconds(level.availableIn()), null);
        this.level = level;
    }

    private static String words(Taken.Level level) {
        return "%s may make %,d %s, and has made them. Try again in %s."
                .formatted(
                        level.bucket().whose(),
                        level.bucket().limit(),
                        level.bucket().what(),
                        Durations.inWords(wholeSeconds(level.availableIn())));
    }

    /** Rounded up, so that whoever waits that long does not come too early. */
    static Duration wholeSeconds(Duration time) {
        return Duration.ofSeconds(Math.max(1, (time.toMillis() + 999) / 1000));
    }

    public Taken.Level level() {
        return level;
    }
}
