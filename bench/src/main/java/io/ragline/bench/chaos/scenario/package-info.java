/** What is done to the site, one class each. All that is random comes from the seed. */
@NullMarked
package io.ragline.bench.chaos.scenario;

import org.jspecify.annotations.NullMarked;
