package io.ragline.worker.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The headers that let a receiver tell that a message is ours, new, and not a repetition: see the <a
 * href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks
 * specification</a>, with its symmetric signature {@code v1}.
 */
final class StandardWebhook {
    private static final String HMAC = "HmacSHA256";

    private StandardWebhook() {}

    /**
     * The headers of one try.
     *
     * @param secrets each signs; a receiver that knows one of them is content
     * @param id of the message, the same for each try
     * @param sent when this try is made; receivers refuse what is minutes old
     */
    static Map<String, String> headers(List<byte[]> secrets, String id, Instant sent, byte[] body) {
        String timestamp = Long.toString(sent.getEpochSecond());
        String signatures = secrets.stream()
                .map(secret -> sign(secret, id, timestamp, body))
                .collect(Collectors.joining(" "));
        return Map.of("webhook-id", id, "webhook-timestamp", timestamp, "webhook-signature", signatures);
    }

    private static String sign(byte[] secret, String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + HMAC, e);
        }
    }
}
