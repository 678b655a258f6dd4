/**
 * The queue as Ragline uses it: what can be asked of a worker, the lanes, and what a running job tells.
 *
 * <p>A job is accepted in PostgreSQL first and enqueued here under the same id. A request holds ids alone.
 */
@NullMarked
package io.ragline.job;

import org.jspecify.annotations.NullMarked;
