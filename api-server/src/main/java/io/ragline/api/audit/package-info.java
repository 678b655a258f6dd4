/** Who did what. */
@NullMarked
package io.ragline.api.audit;

import org.jspecify.annotations.NullMarked;
