/** Answers from passages: what a model is told, what it may say, and what of it the passages support. */
@NullMarked
package io.ragline.worker.answer;

import org.jspecify.annotations.NullMarked;
