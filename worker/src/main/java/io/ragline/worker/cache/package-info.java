/** Keeping what was worked out before, in Redis, within limits; and doing the same work once when many want it at once. */
@NullMarked
package io.ragline.worker.cache;

import org.jspecify.annotations.NullMarked;
