/** The index on a Qdrant server or cluster, which any number of worker processes share. */
@NullMarked
package io.ragline.worker.index.qdrant;

import org.jspecify.annotations.NullMarked;
