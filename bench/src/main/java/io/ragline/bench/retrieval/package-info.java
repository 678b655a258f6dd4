/** How well and how fast the product's own chunker, embedder, index and retriever find what people judged relevant. */
@NullMarked
package io.ragline.bench.retrieval;

import org.jspecify.annotations.NullMarked;
