/** Where settings come from. */
@NullMarked
package io.ragline.config;

import org.jspecify.annotations.NullMarked;
