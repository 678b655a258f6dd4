package io.ragline.api.limits;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What came of taking tokens.
 *
 * @param granted whether they were taken, from all buckets
 * @param levels of the buckets, afterwards; none where there is no limit, or Redis does not answer
 */
public record Taken(boolean granted, List<Level> levels) {
    static final Taken UNLIMITED = new Taken(true, List.of());

    public Taken {
        levels = List.copyOf(levels);
    }

    /**
     * How full a bucket is.
     *
     * @param remaining tokens
     * @param fullIn how long until nothing is missing any more
     * @param availableIn how long until there are the tokens that were wanted
     */
    public record Level(Bucket bucket, long remaining, Duration fullIn, Duration availableIn) {}

    /** The bucket that limits most: whichever has to be waited for longest, else that with the fewest tokens left. */
    public Optional<Level> binding() {
        return levels.stream()
                .min(Comparator.comparing(Level::availableIn, Comparator.reverseOrder())
                        .thenComparing(Level::remaining));
    }

    /**
     * Goes on if the tokens were taken.
     *
     * @throws QuotaExceededException if not
     */
    public void orRefuse() {
        if (!granted) {
            throw new QuotaExceededException(binding().orElseThrow());
        }
    }
}
