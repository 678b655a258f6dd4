/** The processes that a chaos run is played on, all of them real and all of them ours to harm. */
@NullMarked
package io.ragline.bench.chaos.site;

import org.jspecify.annotations.NullMarked;
