/** Reading EPUB: a page for each file of its text, as a rule a chapter. */
@NullMarked
package io.ragline.worker.extract.epub;

import org.jspecify.annotations.NullMarked;
