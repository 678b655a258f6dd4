/**
 * Webhooks: that a job has ended is recorded as a delivery together with the end itself, and delivered by a job of its own.
 * The worker's {@code worker.webhook} does the delivering.
 */
@NullMarked
package io.ragline.webhook;

import org.jspecify.annotations.NullMarked;
