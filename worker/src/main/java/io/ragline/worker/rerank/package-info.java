/** Putting the best passages in a better order, by a model that reads question and passage together. */
@NullMarked
package io.ragline.worker.rerank;

import org.jspecify.annotations.NullMarked;
