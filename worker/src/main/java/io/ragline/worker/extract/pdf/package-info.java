/**
 * Reading PDF: PDFBox finds the glyphs ({@link io.ragline.worker.extract.pdf.GlyphReader}), {@code Segments} makes
 * lines of them, {@code ReadingOrder} puts the lines in order, and {@code Blocks} makes paragraphs, headings and list
 * items of the lines.
 */
@NullMarked
package io.ragline.worker.extract.pdf;

import org.jspecify.annotations.NullMarked;
