/** How fast the queue is: from enqueuing to the start of the handler, and jobs a second. */
@NullMarked
package io.ragline.bench.queue;

import org.jspecify.annotations.NullMarked;
