package io.ragline.cli.stack;

import java.time.Duration;

/**
 * When a service that died is started again.
 *
 * @param deaths this many within the window stop everything
 * @param pause between a death and the next start
 */
record RestartRule(int deaths, Duration window, Duration pause) {

    /** More deaths than a worker may die of one job, so that a job that kills it is set aside before all is stopped. */
    static final RestartRule STANDARD = new RestartRule(6, Duration.ofMinutes(1), Duration.ofMillis(200));

    RestartRule {
        if (deaths < 1) {
            throw new IllegalArgumentException("At least one death must be allowed, not " + deaths);
        }
    }
}
