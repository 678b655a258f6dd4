package io.ragline.worker.embed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Which vectors are kept, so that the same text is not embedded again. */
@ConfigMapping(prefix = "ragline.cache.embeddings")
public interface EmbeddingCacheConfig {

    @WithDefault("true")
    boolean enabled();

    /** How long a vector is kept. */
    @WithDefault("7d")
    Duration keep();

    /** Vectors in Redis. */
    @WithDefault("100000")
    int maxEntries();

    /** Megabytes of Redis' memory. */
    @WithDefault("64")
    int maxMegabytes();

    /** Megabytes of each worker's memory, in front of Redis. */
    @WithDefault("32")
    int memoryMegabytes();
}
