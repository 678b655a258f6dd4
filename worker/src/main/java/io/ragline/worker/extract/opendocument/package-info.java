/**
 * Reading OpenDocument: texts, spreadsheets and presentations, as ZIP or as a single XML file, by XML events. What a person
 * who opens the file doesn't see is left out: hidden text, sheets and slides, deleted text of tracked changes, and what is on
 * every page or slide.
 */
@NullMarked
package io.ragline.worker.extract.opendocument;

import org.jspecify.annotations.NullMarked;
