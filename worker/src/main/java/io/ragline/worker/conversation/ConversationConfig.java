package io.ragline.worker.conversation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How questions of conversations are treated. */
@ConfigMapping(prefix = "ragline.conversation")
interface ConversationConfig {

    /** Time that a language model has to make a follow-up question stand on its own; then a rule does it. */
    @WithDefault("5s")
    Duration rewriteTimeout();
}
