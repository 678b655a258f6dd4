package io.ragline.worker.cache;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What all caches have in common. */
@ConfigMapping(prefix = "ragline.cache")
public interface CacheConfig {

    /** The part of Redis' {@code maxmemory} from which on caches keep nothing more and give back, so that the queue has room. */
    @WithDefault("0.75")
    double maxMemory();

    /** How long Redis may take for one look into a cache; then the work is done without. */
    @WithDefault("500ms")
    Duration timeout();
}
