/** The embedded index: one Lucene index for each collection, in a folder that one process owns. */
@NullMarked
package io.ragline.worker.index.lucene;

import org.jspecify.annotations.NullMarked;
