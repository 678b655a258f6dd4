/** Operating-system processes: told apart from recycled ids, signalled, measured, put in a session of their own. */
@NullMarked
package io.ragline.cli.process;

import org.jspecify.annotations.NullMarked;
