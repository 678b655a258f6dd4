package io.ragline.worker.extract.pdf;

import io.ragline.model.Box;
import io.ragline.worker.extract.pdf.table.Ruling;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * From the coordinates of a line's own reading direction to those of the page as it is shown. A page turned by
 * {@code r} is seen as its text running in direction {@code r} is, so that one mapping does for both.
 *
 * @param width of the page's crop box, not turned
 * @param height of the page's crop box, not turned
 * @param rotation by which the page is shown: 0, 90, 180 or 270
 * @param unit of the page's own space in points (its {@code UserUnit}), by which the page as shown is larger
 */
record PageGeometry(float width, float height, int rotation, float unit) {
    private static final float SMALLEST_UNIT = 0.01f;
    private static final float LARGEST_UNIT = 1_000;

    PageGeometry(float width, float height, int rotation) {
        this(width, height, rotation, 1);
    }

    static PageGeometry of(PDPage page) {
        PDRectangle box = page.getCropBox();
        return new PageGeometry(box.getWidth(), box.getHeight(), Math.floorMod(page.getRotation(), 360), unit(page));
    }

    private static float unit(PDPage page) {
        float unit = page.getCOSObject().getFloat(COSName.getPDFName("UserUnit"), 1);
        return unit >= SMALLEST_UNIT && unit <= LARGEST_UNIT ? unit : 1;
    }

    /** In points. */
    float shownWidth() {
        return unit * (rotation % 180 == 0 ? width : height);
    }

    /** In points. */
    float shownHeight() {
        return unit * (rotation % 180 == 0 ? height : width);
    }

    /** Whether some of the glyph is within the page. */
    boolean holds(Glyph glyph) {
        boolean upright = glyph.direction() % 180 == 0;
        float along = upright ? width : height;
        float down = upright ? height : width;
        return glyph.right() >= 0
                && glyph.x() <= along
                && glyph.baseline() + 0.25f * glyph.size() >= 0
                && glyph.baseline() - 0.75f * glyph.size() <= down;
    }

    /** Where the segment stands on the page as shown. */
    Box box(Segment segment) {
        float[] first = shown(segment.direction(), segment.left(), segment.top());
        float[] second = shown(segment.direction(), segment.right(), segment.bottom());
        return inPoints(first, second);
    }

    /** Where a rectangle of the page's own space (x to the right, y upwards) stands on the page as shown. */
    Box box(Rectangle2D own) {
        float[] first = fromPage(rotation, (float) own.getMinX(), (float) own.getMinY());
        float[] second = fromPage(rotation, (float) own.getMaxX(), (float) own.getMaxY());
        return inPoints(first, second);
    }

    private Box inPoints(float[] one, float[] other) {
        return new Box(
                unit * Math.min(one[0], other[0]),
                unit * Math.min(one[1], other[1]),
                unit * Math.abs(one[0] - other[0]),
                unit * Math.abs(one[1] - other[1]));
    }

    /** Lines of the page's own space, in the coordinates of a reading direction. */
    List<Ruling> inDirection(int direction, List<Ruling> lines) {
        List<Ruling> turned = new ArrayList<>(lines.size());
        for (Ruling line : lines) {
            boolean across = line.horizontal();
            float[] from = fromPage(direction, across ? line.from() : line.at(), across ? line.at() : line.from());
            float[] to = fromPage(direction, across ? line.to() : line.at(), across ? line.at() : line.to());
            boolean nowAcross = across == (direction % 180 == 0);
            int along = nowAcross ? 0 : 1;
            boolean bleeds = line.weight() == 0 && isOutside(line);
            if (bleeds || !Float.isFinite(from[0] + from[1] + to[0] + to[1])) {
                // an area that goes beyond the page is its background
                continue;
            }
            turned.add(new Ruling(
                    nowAcross,
                    from[1 - along],
                    Math.min(from[along], to[along]),
                    Math.max(from[along], to[along]),
                    line.weight()));
        }
        return turned;
    }

    private boolean isOutside(Ruling line) {
        return line.from() < -1 || line.to() > 1 + (line.horizontal() ? width : height);
    }

    private float[] shown(int direction, float x, float y) {
        float[] raw = toPage(direction, x, y);
        return fromPage(rotation, raw[0], raw[1]);
    }

    /** Into the page's own space: x to the right, y upwards. */
    private float[] toPage(int direction, float x, float y) {
        return switch (direction) {
            case 90 -> new float[] {y, x};
            case 180 -> new float[] {width - x, y};
            case 270 -> new float[] {width - y, height - x};
            default -> new float[] {x, height - y};
        };
    }

    private float[] fromPage(int direction, float x, float y) {
        return switch (direction) {
            case 90 -> new float[] {y, x};
            case 180 -> new float[] {width - x, y};
            case 270 -> new float[] {height - y, width - x};
            default -> new float[] {x, height - y};
        };
    }
}
