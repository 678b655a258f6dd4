/** Finding chunks again, by vector and by text. */
@NullMarked
package io.ragline.worker.index;

import org.jspecify.annotations.NullMarked;
