/** Who asks, and what they may do: keys, roles, and the collections that a key is limited to. */
@NullMarked
package io.ragline.api.access;

import org.jspecify.annotations.NullMarked;
