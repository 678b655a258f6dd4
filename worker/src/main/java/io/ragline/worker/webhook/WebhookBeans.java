package io.ragline.worker.webhook;

import io.ragline.webhook.WebhookConfig;
import io.ragline.webhook.WebhookTargets;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;

/** Makes the sender that reaches real receivers. */
class WebhookBeans {

    @Produces
    @Singleton
    WebhookSender sender(WebhookTargets targets, WebhookConfig config) {
        return new WebhookSender(targets.urls(), InetAddress::getAllByName, config.timeout());
    }

    void close(@Disposes WebhookSender sender) {
        sender.close();
    }
}
