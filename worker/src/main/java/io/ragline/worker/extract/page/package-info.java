/** Putting together pages of text and tables, in parts of bounded size. */
@NullMarked
package io.ragline.worker.extract.page;

import org.jspecify.annotations.NullMarked;
