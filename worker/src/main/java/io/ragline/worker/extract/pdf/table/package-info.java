/**
 * Tables on a page, found by where words and drawn lines stand: {@code Lattice} where lines part the cells,
 * {@code Stream} where only white space does. Everything is in the coordinates of one reading direction, y growing
 * downwards, in points.
 *
 * <p>The methods are those of the field, written anew: cells of crossing lines and columns of white space and aligned
 * edges as in A. Nurminen, <i>Algorithmic Extraction of Data in Tables in PDF Documents</i> (Tampere University of
 * Technology, 2013), which Tabula and Camelot follow, too; header cells over several columns by the rules below them as
 * in Fang et al., <i>Table Header Detection and Classification</i> (AAAI 2012).
 */
@NullMarked
package io.ragline.worker.extract.pdf.table;

import org.jspecify.annotations.NullMarked;
