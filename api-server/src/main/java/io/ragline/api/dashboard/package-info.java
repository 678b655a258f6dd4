/** JobRunr's dashboard, on a port of its own. */
@NullMarked
package io.ragline.api.dashboard;

import org.jspecify.annotations.NullMarked;
