package io.ragline.worker.rerank;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The model that puts the best passages in order; without a URL the fused order stays. */
@ConfigMapping(prefix = "ragline.rerank")
public interface RerankConfig {

    /** The whole address, such as {@code http://localhost:8001/v1/rerank}: Cohere's and Jina's form, which vLLM and others have, too. */
    Optional<URI> url();

    /** As the server names it. */
    Optional<String> model();

    /** What the server asks for. Never logged. */
    Optional<String> apiKey();

    /** Time for one question; afterwards the fused order stays. */
    @WithDefault("3s")
    Duration timeout();

    /** Passages of each question that it is asked about. */
    @WithDefault("50")
    int passages();

    /** Questions that it is asked about at the same time. */
    @WithDefault("8")
    int concurrency();
}
