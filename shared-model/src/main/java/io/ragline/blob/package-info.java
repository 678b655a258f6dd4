/** Where uploaded files are kept, by content. */
@NullMarked
package io.ragline.blob;

import org.jspecify.annotations.NullMarked;
