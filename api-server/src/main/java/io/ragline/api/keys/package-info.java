/** Making, listing, rotating and revoking keys. */
@NullMarked
package io.ragline.api.keys;

import org.jspecify.annotations.NullMarked;
