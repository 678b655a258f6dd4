/** Conversations: questions that belong together, and what was answered. */
@NullMarked
package io.ragline.api.conversations;

import org.jspecify.annotations.NullMarked;
