/**
 * Chaos: real processes under load, something done to them, and then the proof that nothing was lost and nothing happened
 * twice. A scenario says what is done, the package check says what must hold.
 */
@NullMarked
package io.ragline.bench.chaos;

import org.jspecify.annotations.NullMarked;
