/** Folders of odd and broken files, read as a worker reads them: what becomes of each. */
@NullMarked
package io.ragline.bench.corpus;

import org.jspecify.annotations.NullMarked;
