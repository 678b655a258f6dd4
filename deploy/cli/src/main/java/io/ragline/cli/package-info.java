/** The ragline command: starts everything on one machine, uploads, asks. */
@NullMarked
package io.ragline.cli;

import org.jspecify.annotations.NullMarked;
