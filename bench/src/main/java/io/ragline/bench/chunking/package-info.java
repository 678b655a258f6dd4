/** How much of what answers a question the chunks that are found for it hold, and how little else, by strategy and size. */
@NullMarked
package io.ragline.bench.chunking;

import org.jspecify.annotations.NullMarked;
