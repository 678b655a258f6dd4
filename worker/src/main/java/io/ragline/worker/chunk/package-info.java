/** Cutting a document into pieces small enough to embed and to quote. */
@NullMarked
package io.ragline.worker.chunk;

import org.jspecify.annotations.NullMarked;
