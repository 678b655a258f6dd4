/** Pictures of pages, with what is asked for marked on them. */
@NullMarked
package io.ragline.worker.pages;

import org.jspecify.annotations.NullMarked;
