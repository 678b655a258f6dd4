/** Uploads and what became of them. */
@NullMarked
package io.ragline.api.documents;

import org.jspecify.annotations.NullMarked;
