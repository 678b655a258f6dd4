/** What must hold whatever was done to the site, and the evidence that it is checked on. */
@NullMarked
package io.ragline.bench.chaos.check;

import org.jspecify.annotations.NullMarked;
