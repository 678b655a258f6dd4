package io.ragline.worker.query;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How questions are answered. */
@ConfigMapping(prefix = "ragline.query")
public interface QueryConfig {

    /** How long results are kept; afterwards asking for one is answered with 410. */
    @WithDefault("7d")
    Duration keepResults();
}
