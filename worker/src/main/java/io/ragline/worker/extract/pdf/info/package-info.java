/**
 * What a PDF says about itself: title, author, language, date, bookmarks. Nothing here may fail a document or take long,
 * whatever the file holds: each part is bounded by itself, and one that can't be read is left out.
 */
@NullMarked
package io.ragline.worker.extract.pdf.info;

import org.jspecify.annotations.NullMarked;
