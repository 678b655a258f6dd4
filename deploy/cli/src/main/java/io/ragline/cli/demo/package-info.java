/** The demo command and the handbook that it asks about. */
@NullMarked
package io.ragline.cli.demo;

import org.jspecify.annotations.NullMarked;
