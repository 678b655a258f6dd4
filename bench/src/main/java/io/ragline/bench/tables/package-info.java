/**
 * Measures how well tables are read: the cells that the product's own reader finds in PDFs, compared with those that a
 * person or another program wrote down.
 */
@NullMarked
package io.ragline.bench.tables;

import org.jspecify.annotations.NullMarked;
