package io.ragline.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try at a delivery.
 *
 * @param number from 1
 * @param at when it started
 * @param durationMs how long it took; null while it runs, and if it was broken off
 * @param responseStatus the HTTP status of the answer, if there was one
 * @param responseBody the beginning of the answer
 * @param error what was wrong
 */
public record DeliveryAttempt(
        int number,
        Instant at,
        @Nullable Integer durationMs,
        @Nullable Integer responseStatus,
        @Nullable String responseBody,
        @Nullable String error) {}
