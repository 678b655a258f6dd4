package io.ragline.worker.extract.image;

import io.ragline.model.TextBlock;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.Picture;
import org.jspecify.annotations.Nullable;

/**
 * A picture within a page, as a block of it.
 *
 * @param block of kind {@code IMAGE}
 * @param png for whoever can tell what it shows; null if nobody wants it
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
public record ReadImage(TextBlock block, byte @Nullable [] png) {

    /**
     * Hands over the picture, if it is wanted; to be done before the page is.
     *
     * @param index of the block within its page, or within the part of it that comes next
     */
    public void handOver(PageSink sink, int page, int index) {
        if (png != null) {
            sink.picture(new Picture(page, index, png));
        }
    }
}
