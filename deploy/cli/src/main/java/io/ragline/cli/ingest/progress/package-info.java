/** How far an ingest is, and how that is shown. */
@NullMarked
package io.ragline.cli.ingest.progress;

import org.jspecify.annotations.NullMarked;
