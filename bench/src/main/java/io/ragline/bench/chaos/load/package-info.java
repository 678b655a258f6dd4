/** Work for the site under chaos, sent through its API as users send it. */
@NullMarked
package io.ragline.bench.chaos.load;

import org.jspecify.annotations.NullMarked;
