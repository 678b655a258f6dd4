/** How fast PDFs are read by a child process. */
@NullMarked
package io.ragline.bench.extract;

import org.jspecify.annotations.NullMarked;
