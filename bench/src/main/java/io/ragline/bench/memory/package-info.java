/** How much memory reading a long document takes. */
@NullMarked
package io.ragline.bench.memory;

import org.jspecify.annotations.NullMarked;
