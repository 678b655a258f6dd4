/** What became of webhook deliveries, and what they are signed with. */
@NullMarked
package io.ragline.api.webhooks;

import org.jspecify.annotations.NullMarked;
