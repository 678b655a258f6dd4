/** {@code ragline reindex}. */
@NullMarked
package io.ragline.cli.reindex;

import org.jspecify.annotations.NullMarked;
