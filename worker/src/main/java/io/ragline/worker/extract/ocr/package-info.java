/**
 * Text in pictures. {@link io.ragline.worker.extract.ocr.TesseractSearch} looks in the worker what this machine has; the
 * child then runs Tesseract as a process of its own for each picture. Tesseract only ever gets plain grey pixels that
 * were written here, never bytes of somebody's file; it has a time limit, a memory limit and one thread.
 */
@NullMarked
package io.ragline.worker.extract.ocr;

import org.jspecify.annotations.NullMarked;
