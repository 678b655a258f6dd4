package io.ragline.jobrunr.redis;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Remembers when Redis was last away. While it was, nobody could renew a lease or a heartbeat, so a silence during
 * which an outage fell proves nothing: without this, the first check after a restart of Redis would take every running
 * job for orphaned and every server for dead.
 */
final class Outages {

    private final InstantSource clock;
    private volatile boolean away;
    private volatile @Nullable Instant lastEnd;

    Outages(InstantSource clock) {
        this.clock = clock;
    }

    void noticed() {
        away = true;
    }

    void over() {
        if (away) {
            lastEnd = clock.instant();
            away = false;
        }
    }

    boolean anySince(Instant instant) {
        Instant end = lastEnd;
        return away || (end != null && end.isAfter(instant));
    }
}
