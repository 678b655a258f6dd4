/** From an upload to chunks that questions find. */
@NullMarked
package io.ragline.worker.ingest;

import org.jspecify.annotations.NullMarked;
