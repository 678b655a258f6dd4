package io.ragline.worker.extract.pdf;

import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * An image that a page draws, by what its dictionary says: its pixels are not looked at.
 *
 * @param place the rectangle around it, in the space of the page's content
 * @param width in pixels
 * @param height in pixels
 * @param filter the last that its bytes go through, such as {@code DCTDecode}; null if there is none
 * @param stream its bytes; null if they stand amid the page's content
 */
record DrawnImage(
        Rectangle2D place,
        int width,
        int height,
        @Nullable String filter,
        @Nullable COSStream stream) {

    private static final Rectangle2D UNIT = new Rectangle2D.Double(0, 0, 1, 1);

    static DrawnImage of(COSDictionary image, @Nullable COSStream stream, Matrix at) {
        AffineTransform transform = at.createAffineTransform();
        return new DrawnImage(
                transform.createTransformedShape(UNIT).getBounds2D(),
                image.getInt(COSName.WIDTH, COSName.W, 0),
                image.getInt(COSName.HEIGHT, COSName.H, 0),
                filter(image.getDictionaryObject(COSName.FILTER, COSName.F)),
                stream);
    }

    private static @Nullable String filter(@Nullable COSBase filter) {
        COSBase last = filter instanceof COSArray all && all.size() > 0 ? all.getObject(all.size() - 1) : filter;
        return last instanceof COSName name ? name.getName() : null;
    }

    long pixels() {
        return Math.max(0L, width) * Math.max(0, height);
    }

    /** Pixels per inch of paper, the finer way. */
    double dpi() {
        double across = width / Math.max(1, place.getWidth());
        double down = height / Math.max(1, place.getHeight());
        return 72 * Math.max(across, down);
    }
}
