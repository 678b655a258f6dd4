package io.ragline.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whom webhooks may reach and how patiently. In one place for both processes, which share their environment. */
@ConfigMapping(prefix = "ragline.webhook")
public interface WebhookConfig {

    /** Whether receivers may have private addresses, this machine's own too. For trying things out. */
    @WithDefault("false")
    boolean allowPrivate();

    /** Receivers within one's own network that are right: ranges of addresses, addresses, names. */
    Optional<List<String>> allowedPrivate();

    /** How long one attempt may take, redirects included. */
    @WithDefault("10s")
    Duration timeout();

    /** How often a delivery is tried; the times between grow from seconds to hours. */
    @WithDefault("8")
    int maxAttempts();
}
