/** The lanes of the queue: what waits and runs in each, and pausing them. */
@NullMarked
package io.ragline.api.lanes;

import org.jspecify.annotations.NullMarked;
