/** Turning text into vectors. */
@NullMarked
package io.ragline.worker.embed;

import org.jspecify.annotations.NullMarked;
