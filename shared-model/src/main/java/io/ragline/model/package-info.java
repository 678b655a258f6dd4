/** The domain in plain Java: what a document, a chunk, a job and an answer are. No framework in here. */
@NullMarked
package io.ragline.model;

import org.jspecify.annotations.NullMarked;
