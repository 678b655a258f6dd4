package io.ragline.bench.chaos.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/**
 * An answer of the API.
 *
 * @param status HTTP's
 * @param headers of the answer
 * @param body JSON; missing if there was none
 */
public record Reply(int status, HttpHeaders headers, JsonNode body) {
    static final int ACCEPTED = 202;

    public boolean isAccepted() {
        return status == ACCEPTED;
    }

    /** Whether it is a problem document that tells a client to come again later. */
    public boolean isCleanRefusal() {
        return (status == 429 || status == 503)
                && headers.firstValue("Content-Type").orElse("").startsWith("application/problem+json")
                && headers.firstValue("Retry-After").isPresent()
                && body.path("status").asInt() == status
                && !body.path("code").asText().isEmpty()
                && body.path("retryable").asBoolean();
    }
}
