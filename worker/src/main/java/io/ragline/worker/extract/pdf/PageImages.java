package io.ragline.worker.extract.pdf;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/**
 * The images of a page. What touches or overlaps is one picture: producers cut pictures into strips, and lay shadows
 * under them.
 *
 * @param page that draws them; null if none is known
 * @param drawn as the page draws them
 * @param pictures of them, within the page
 */
record PageImages(@Nullable PDPage page, List<DrawnImage> drawn, List<Picture> pictures) {
    static final PageImages NONE = new PageImages(null, List.of(), List.of());

    /** So far apart, in points, strips of one picture may be. */
    private static final double TOUCHES = 1;
    /** On a page of so many images they are a pattern; to join them would take long. */
    private static final int MOST_TO_JOIN = 1_000;

    PageImages {
        drawn = List.copyOf(drawn);
        pictures = List.copyOf(pictures);
    }

    /**
     * A picture on the page.
     *
     * @param place in the page's own space, from the lower left of its crop box, y upwards
     * @param parts the images that it is made of
     */
    record Picture(Rectangle2D place, List<DrawnImage> parts) {
        double dpi() {
            return parts.stream().mapToDouble(DrawnImage::dpi).max().orElse(0);
        }
    }

    static PageImages of(PDPage page, List<DrawnImage> drawn) {
        PDRectangle crop = page.getCropBox();
        Rectangle2D visible = new Rectangle2D.Double(0, 0, crop.getWidth(), crop.getHeight());
        List<Picture> pictures = new ArrayList<>();
        for (DrawnImage image : drawn.size() > MOST_TO_JOIN ? List.<DrawnImage>of() : drawn) {
            Rectangle2D place = image.place();
            Rectangle2D shown = new Rectangle2D.Double(
                            place.getX() - crop.getLowerLeftX(),
                            place.getY() - crop.getLowerLeftY(),
                            place.getWidth(),
                            place.getHeight())
                    .createIntersection(visible);
            // a strip may be thinner than a number of this size can tell
            if (shown.getWidth() >= 0 && shown.getHeight() >= 0) {
                join(pictures, new Picture(shown, List.of(image)));
            }
        }
        return new PageImages(page, drawn, pictures);
    }

    private static void join(List<Picture> pictures, Picture next) {
        Picture joined = next;
        for (int i = 0; i < pictures.size(); i++) {
            Picture other = pictures.get(i);
            if (touch(joined.place(), other.place())) {
                List<DrawnImage> parts = new ArrayList<>(other.parts());
                parts.addAll(joined.parts());
                joined = new Picture(joined.place().createUnion(other.place()), parts);
                pictures.remove(i);
                i = -1; // it has grown: it may touch others now
            }
        }
        pictures.add(joined);
    }

    private static boolean touch(Rectangle2D one, Rectangle2D other) {
        return one.getMinX() <= other.getMaxX() + TOUCHES
                && other.getMinX() <= one.getMaxX() + TOUCHES
                && one.getMinY() <= other.getMaxY() + TOUCHES
                && other.getMinY() <= one.getMaxY() + TOUCHES;
    }

    boolean isEmpty() {
        return drawn.isEmpty();
    }

    long pixels() {
        return drawn.stream().mapToLong(DrawnImage::pixels).sum();
    }

    /** The share of the page that the largest picture covers, from 0 to 1. */
    double coverage(PageGeometry geometry) {
        double area = geometry.width() * geometry.height();
        double largest = pictures.stream()
                .mapToDouble(
                        picture -> picture.place().getWidth() * picture.place().getHeight())
                .max()
                .orElse(0);
        return area == 0 ? 0 : largest / area;
    }
}
