/** The ingest command. */
@NullMarked
package io.ragline.cli.ingest;

import org.jspecify.annotations.NullMarked;
