/**
 * A worker whose lanes, retries, drain and reconciler are the product's, and whose work is a double: each job does what its
 * own text orders (sleep, fail, take the process down) and ends by the product's fenced paths.
 */
@NullMarked
package io.ragline.bench.chaosworker;

import org.jspecify.annotations.NullMarked;
