/** The ask command. */
@NullMarked
package io.ragline.cli.ask;

import org.jspecify.annotations.NullMarked;
