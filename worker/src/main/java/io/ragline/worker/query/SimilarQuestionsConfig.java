package io.ragline.worker.query;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether a question may get the answer to another one that nearly is the same and found the same passages. */
@ConfigMapping(prefix = "ragline.cache.similar")
public interface SimilarQuestionsConfig {

    @WithDefault("false")
    boolean enabled();

    /** How alike the questions have to be: the cosine of their vectors. */
    @WithDefault("0.95")
    double minSimilarity();

    /** Megabytes of Redis' memory for the vectors of questions. */
    @WithDefault("16")
    int maxMegabytes();
}
