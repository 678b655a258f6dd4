package io.ragline.webhook;

import io.quarkus.runtime.Startup;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.outbound.AllowedTargets;
import io.ragline.outbound.OutboundUrls;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which URLs webhooks may have. At start, so that a setting that can't be read is noticed then. */
@Singleton
@Startup
public class WebhookTargets {
    private final OutboundUrls urls;

    WebhookTargets(WebhookConfig config) {
        this.urls = new OutboundUrls(
                AllowedTargets.of(config.allowPrivate(), config.allowedPrivate().orElse(List.of())),
                ErrorCode.WEBHOOK_TARGET_REFUSED);
    }

    /**
     * Checks a URL that a caller gives. The addresses behind it are checked when it is used.
     *
     * @param url null for none
     * @return the URL
     * @throws RaglineException {@code WEBHOOK_TARGET_REFUSED}
     */
    public @Nullable String check(@Nullable String url) {
        if (url != null) {
            urls.check(url);
        }
        return url;
    }

    public OutboundUrls urls() {
        return urls;
    }
}
