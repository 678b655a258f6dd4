/**
 * Reading DOC, PPT and XLS, the binary formats of Office 97 to 2003, by POI. The same is left out as of their successors:
 * what is hidden or deleted, and what is on every page or slide.
 */
@NullMarked
package io.ragline.worker.extract.office97;

import org.jspecify.annotations.NullMarked;
