/** Pictures of pages as files, inside the child. */
@NullMarked
package io.ragline.worker.extract.picture;

import org.jspecify.annotations.NullMarked;
