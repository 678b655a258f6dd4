/** Reading plain text and Markdown. */
@NullMarked
package io.ragline.worker.extract.text;

import org.jspecify.annotations.NullMarked;
