/** Which files of the folders named are meant: patterns, and the walk. */
@NullMarked
package io.ragline.cli.ingest.files;

import org.jspecify.annotations.NullMarked;
