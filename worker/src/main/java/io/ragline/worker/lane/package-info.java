/** The job servers, one for each lane: started, woken, supervised, drained; and what becomes of a job that fails. */
@NullMarked
package io.ragline.worker.lane;

import org.jspecify.annotations.NullMarked;
