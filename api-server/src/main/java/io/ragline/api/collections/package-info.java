/** Collections of documents. */
@NullMarked
package io.ragline.api.collections;

import org.jspecify.annotations.NullMarked;
