package io.ragline.worker.vision;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The model that describes images; with no model named, none are described. */
@ConfigMapping(prefix = "ragline.vision")
public interface VisionConfig {

    /** Where it is served, up to and with {@code /v1}: any server that speaks OpenAI's chat completions. */
    @WithDefault("https://api.openai.com/v1")
    String baseUrl();

    /** What the server asks for; local ones mostly ask for nothing. Never logged. */
    Optional<String> apiKey();

    /** As the server names it. */
    Optional<String> model();

    /** Time for one image. */
    @WithDefault("30s")
    Duration timeout();

    /** Images of a document that are described; further ones keep the text that was recognised in them. */
    @WithDefault("200")
    int maxImages();

    /** Images that the model is asked about at the same time. */
    @WithDefault("4")
    int concurrency();
}
