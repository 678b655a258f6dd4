package io.ragline.worker.index.qdrant;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** How long to leave a server alone that is away or asked for patience. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Sleep sleep;

    /** Lets time pass, even for a thread that is interrupted. */
    @FunctionalInterface
    interface Sleep {
        void sleep(Duration time);
    }

    Backoff(Sleep sleep) {
        this.sleep = sleep;
    }

    Backoff() {
        this(Uninterruptibles::sleepUninterruptibly);
    }

    /**
     * Twice as long each time, half of it by chance so that many who wait don't come back at once; and not less than was asked for.
     *
     * @param tries that failed so far, from 1
     */
    Duration after(int tries, @Nullable Duration asked) {
        long full = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(tries - 1, 10));
        Duration own = Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
        return asked != null && asked.compareTo(own) > 0 ? asked : own;
    }

    void sleep(Duration time) {
        sleep.sleep(time);
    }
}
