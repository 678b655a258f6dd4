/** Reading RTF: {@code RtfTokens} takes the file apart, {@code RtfText} makes text of it, {@code RtfTable} tables. */
@NullMarked
package io.ragline.worker.extract.rtf;

import org.jspecify.annotations.NullMarked;
