/** What answering questions took: tokens, time, money. */
@NullMarked
package io.ragline.api.usage;

import org.jspecify.annotations.NullMarked;
