package io.ragline.api.jobs;

import io.ragline.model.Lane;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** From when on new work is refused. The defaults of each lane stand in {@code application.properties}. */
@ConfigMapping(prefix = "ragline.limits")
interface LimitsConfig {

    /** How long those whose work was refused are asked to wait. */
    @WithDefault("10s")
    Duration retryAfter();

    LaneLimits query();

    LaneLimits ingest();

    LaneLimits maintenance();

    /** The limits of one lane. */
    interface LaneLimits {
        /** How many jobs may wait. */
        long maxWaiting();

        /** How long the oldest job may have waited; unlimited unless set. */
        Optional<Duration> maxAge();

        /** Which part of its {@code maxmemory} Redis may use, 0 to 1; counts only where Redis has such a limit. */
        double maxMemory();
    }

    default LaneLimits of(Lane lane) {
        return switch (lane) {
            case QUERY -> query();
            case INGEST -> ingest();
            case MAINTENANCE -> maintenance();
        };
    }
}
