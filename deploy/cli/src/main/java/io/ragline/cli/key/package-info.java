/** Makes, lists, replaces and revokes keys. */
@NullMarked
package io.ragline.cli.key;

import org.jspecify.annotations.NullMarked;
