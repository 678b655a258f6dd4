/**
 * Calls to services that may be slow, overloaded or away: so many at once, each with its time, again when that may help, and for a
 * while not at all when they fail time and again ({@link io.ragline.worker.guard.Guard}); and what a provider allows all workers
 * together in a minute ({@link io.ragline.worker.guard.ProviderBudget}).
 */
@NullMarked
package io.ragline.worker.guard;

import org.jspecify.annotations.NullMarked;
