package io.ragline.worker.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One answer to one request, before redirects are thought of.
 *
 * @param body the beginning of it
 * @param location where it points to
 * @param retryAfter how long it asks to be left alone
 */
record Reply(
        int status,
        String body,
        @Nullable String location,
        @Nullable Duration retryAfter) {

    /** Whether the same request is to be made elsewhere. The older redirects may turn it into a GET, so they don't count. */
    boolean redirects() {
        return status == 307 || status == 308;
    }
}
