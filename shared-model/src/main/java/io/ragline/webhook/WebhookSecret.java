package io.ragline.webhook;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a tenant's deliveries are signed with, and for a while what they were signed with before. */
public final class WebhookSecret {
    private static final String PREFIX = "whsec_";

    private final byte[] current;
    private final byte @Nullable [] before;
    private final @Nullable Instant beforeUntil;

    WebhookSecret(byte[] current, byte @Nullable [] before, @Nullable Instant beforeUntil) {
        this.current = current.clone();
        this.before = before == null ? null : before.clone();
        this.beforeUntil = beforeUntil;
    }

    /** All that a delivery is to be signed with now, the current one first. */
    public List<byte[]> all() {
        return before == null ? List.of(current.clone()) : List.of(current.clone(), before.clone());
    }

    /** The current secret as the Standard Webhooks specification writes it: {@code whsec_} and Base64. */
    public String text() {
        return PREFIX + Base64.getEncoder().encodeToString(current);
    }

    /** Until when deliveries are signed with the secret before as well; null if they aren't. */
    public @Nullable Instant beforeUntil() {
        return beforeUntil;
    }

    /** Never the secret itself: it might end up in a log. */
    @Override
    public String toString() {
        return "WebhookSecret[%d]".formatted(all().size());
    }
}
