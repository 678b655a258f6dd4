/** Jobs: accepting them, and how far they are. */
@NullMarked
package io.ragline.api.jobs;

import org.jspecify.annotations.NullMarked;
