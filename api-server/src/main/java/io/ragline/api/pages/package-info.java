/** Pictures of pages, with quotes marked on them. A worker draws them; here they are only served. */
@NullMarked
package io.ragline.api.pages;

import org.jspecify.annotations.NullMarked;
