/** Delivers webhooks: signs what is told, posts it to whom it may be told, and decides what the answer means. */
@NullMarked
package io.ragline.worker.webhook;

import org.jspecify.annotations.NullMarked;
