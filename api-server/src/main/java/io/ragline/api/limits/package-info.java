/** How much may be asked in which time: token buckets that all processes share. Knows nothing of requests. */
@NullMarked
package io.ragline.api.limits;

import org.jspecify.annotations.NullMarked;
