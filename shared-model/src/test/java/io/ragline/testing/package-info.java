/** What the tests of several modules need: real services on free ports. */
@NullMarked
package io.ragline.testing;

import org.jspecify.annotations.NullMarked;
