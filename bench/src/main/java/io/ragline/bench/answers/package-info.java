/** What the platform adds around a language model. */
@NullMarked
package io.ragline.bench.answers;

import org.jspecify.annotations.NullMarked;
