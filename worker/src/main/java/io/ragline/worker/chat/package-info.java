/** Models that write an answer from passages. */
@NullMarked
package io.ragline.worker.chat;

import org.jspecify.annotations.NullMarked;
