/**
 * Whom Ragline may connect to on behalf of a caller. Whoever lets callers name a URL checks it here, once when it is given
 * and again, with the addresses that its name leads to, when it is used.
 */
@NullMarked
package io.ragline.outbound;

import org.jspecify.annotations.NullMarked;
