/**
 * Reading DOCX, PPTX and XLSX, part by part and by XML events, so that little of a file is held. What a person who opens
 * the file doesn't see is left out: hidden text, sheets and slides, deleted text of tracked changes, and what is on every
 * page or slide: headers, footers, masters.
 */
@NullMarked
package io.ragline.worker.extract.office;

import org.jspecify.annotations.NullMarked;
