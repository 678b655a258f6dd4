/** From a question to an answer with citations: retrieve, fuse, answer. */
@NullMarked
package io.ragline.worker.query;

import org.jspecify.annotations.NullMarked;
