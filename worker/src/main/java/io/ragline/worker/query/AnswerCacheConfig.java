package io.ragline.worker.query;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Which answers are kept, to be given again to the same question. */
@ConfigMapping(prefix = "ragline.cache.answers")
public interface AnswerCacheConfig {

    /** Whether they are, and whether equal questions at the same time are answered by one call to the model. */
    @WithDefault("true")
    boolean enabled();

    /** How long an answer is kept. */
    @WithDefault("24h")
    Duration keep();

    /** Answers that are kept. */
    @WithDefault("20000")
    int maxEntries();

    /** Megabytes of Redis' memory. */
    @WithDefault("64")
    int maxMegabytes();

    /** Kilobytes of one answer with its passages, compressed; larger ones are not kept. */
    @WithDefault("256")
    int maxAnswerKilobytes();
}
