/** How well the text of PDFs is read: similarity to texts that a person made of them. */
@NullMarked
package io.ragline.bench.text;

import org.jspecify.annotations.NullMarked;
