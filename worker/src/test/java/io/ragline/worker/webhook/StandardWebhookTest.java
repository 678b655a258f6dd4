package io.ragline.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandardWebhookTest {
    private static final byte[] SECRET = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant SENT = Instant.ofEpochSecond(1614265330);

    /** The vector that the reference libraries are tested with. */
    @Test
    void the_signature_is_the_one_that_receivers_expect() {
        assertThat(StandardWebhook.headers(List.of(SECRET), ID, SENT, BODY))
                .containsEntry("webhook-id", ID)
                .containsEntry("webhook-timestamp", "1614265330")
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
                .hasSize(3);
    }

    @Test
    void each_secret_signs() {
        byte[] older = new byte[32];

        String signatures =
                StandardWebhook.headers(List.of(SECRET, older), ID, SENT, BODY).get("webhook-signature");

        assertThat(signatures.split(" "))
                .hasSize(2)
                .allMatch(signature -> signature.matches("v1,[A-Za-z0-9+/]{43}="))
                .doesNotHaveDuplicates()
                .startsWith("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }
}
