package io.ragline.api.dashboard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** JobRunr's dashboard. */
@ConfigMapping(prefix = "ragline.dashboard")
interface DashboardConfig {

    /** Whether there is one. */
    @WithDefault("true")
    boolean enabled();

    /** Where it listens. Any other than a loopback address needs keys. */
    @WithDefault("127.0.0.1")
    String host();

    @WithDefault("8000")
    int port();
}
