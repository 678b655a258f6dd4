/** What the command writes to a person: widths, wrapping, times. */
@NullMarked
package io.ragline.cli.terminal;

import org.jspecify.annotations.NullMarked;
