/**
 * Pictures told in words by a vision model. The child process that reads documents has no way out of the machine, so it
 * hands pictures to the worker ({@link io.ragline.worker.vision.DescribingExtractor}), which asks. A model that is down
 * or slow costs a document its descriptions, never the document.
 */
@NullMarked
package io.ragline.worker.vision;

import org.jspecify.annotations.NullMarked;
