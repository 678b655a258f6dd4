/** Questions and their results. */
@NullMarked
package io.ragline.api.query;

import org.jspecify.annotations.NullMarked;
