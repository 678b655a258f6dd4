/**
 * Pictures, as documents of their own ({@link io.ragline.worker.extract.image.ImageExtractor}) and within others
 * ({@link io.ragline.worker.extract.image.ImageText}). The size of a picture is read before its pixels are: a small file
 * may claim billions of them.
 */
@NullMarked
package io.ragline.worker.extract.image;

import org.jspecify.annotations.NullMarked;
