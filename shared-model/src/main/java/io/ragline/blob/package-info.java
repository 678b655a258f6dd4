/** Uploaded files: what they are and where they are kept. */
@NullMarked
package io.ragline.blob;

import org.jspecify.annotations.NullMarked;
