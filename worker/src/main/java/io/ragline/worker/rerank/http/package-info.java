/** Rerankers that are asked over HTTP. */
@NullMarked
package io.ragline.worker.rerank.http;

import org.jspecify.annotations.NullMarked;
