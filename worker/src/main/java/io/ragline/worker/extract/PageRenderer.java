package io.ragline.worker.extract;

import io.ragline.model.Box;
import java.nio.file.Path;
import java.util.List;

/** Makes pictures of pages, as PNG without transparency. */
public interface PageRenderer {

    /**
     * Draws a page as a viewer shows it.
     *
     * @param page counted from 1
     * @param dpi pixels for each inch
     * @param target file that the picture goes to
     * @param waiting called several times a second meanwhile; what it throws ends the drawing and passes
     * @throws io.ragline.model.RaglineException {@code PAGE_NOT_FOUND}; {@code PAGE_IMAGE_UNAVAILABLE} if the format has no
     *     pages, the document is encrypted, or the picture would have too many pixels; {@code DOCUMENT_UNREADABLE},
     *     {@code EXTRACTION_TIMED_OUT}, {@code EXTRACTION_OUT_OF_MEMORY} or {@code EXTRACTION_CRASHED}
     */
    void draw(Source source, int page, int dpi, Path target, Runnable waiting);

    /**
     * Marks places on a picture as a text marker does.
     *
     * @param picture as {@link #draw} made it
     * @param dpi with which it was made
     * @param boxes in points; what reaches beyond the picture is cut
     * @param target file that the marked picture goes to
     * @param waiting called several times a second meanwhile; what it throws ends the marking and passes
     */
    void mark(Path picture, int dpi, List<Box> boxes, Path target, Runnable waiting);
}
