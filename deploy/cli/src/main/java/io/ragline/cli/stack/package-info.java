/** All services together: started, watched, restarted, stopped, and reported on. */
@NullMarked
package io.ragline.cli.stack;

import org.jspecify.annotations.NullMarked;
