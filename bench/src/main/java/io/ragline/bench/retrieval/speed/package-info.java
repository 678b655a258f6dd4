/** How fast the product's index and retriever are on made-up collections of any size, and how much of what is nearest they find. */
@NullMarked
package io.ragline.bench.retrieval.speed;

import org.jspecify.annotations.NullMarked;
