/** Benchmarks, run on demand; each prints plain text that can be compared between machines and versions. */
@NullMarked
package io.ragline.bench;

import org.jspecify.annotations.NullMarked;
