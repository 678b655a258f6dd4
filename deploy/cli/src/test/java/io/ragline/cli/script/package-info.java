/** Tests of the script {@code ragline} at the root of the project. */
@NullMarked
package io.ragline.cli.script;

import org.jspecify.annotations.NullMarked;
