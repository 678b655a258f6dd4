/**
 * The catalogue in PostgreSQL: everything that was accepted, and which version of a document is the visible one. What
 * it says is the truth; the queue and the index follow it.
 */
@NullMarked
package io.ragline.catalog;

import org.jspecify.annotations.NullMarked;
