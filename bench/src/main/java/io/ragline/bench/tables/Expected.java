package io.ragline.bench.tables;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table that is written down for a PDF.
 *
 * @param pdf where it stands
 * @param source the file that says so
 * @param parts its parts, more than one if it goes over several pages or areas
 */
record Expected(Path pdf, Path source, List<Part> parts) {

    Expected {
        parts = List.copyOf(parts);
    }

    /**
     * The part of a table in one place.
     *
     * @param page from 1; 0 if not said
     * @param area where on the page; null if not said
     */
    record Part(int page, @Nullable Area area, Grid grid) {}

    /**
     * A rectangle on a page.
     *
     * @param upwards whether y is measured from the bottom of the page, as in a PDF, instead of from its top
     */
    record Area(double left, double top, double right, double bottom, boolean upwards) {

        /** With y from the top. */
        Area downwards(double pageHeight) {
            return upwards ? new Area(left, pageHeight - top, right, pageHeight - bottom, false) : this;
        }

        double size() {
            return Math.max(0, right - left) * Math.max(0, bottom - top);
        }

        double shared(Area other) {
            double width = Math.min(right, other.right) - Math.max(left, other.left);
            double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
            return Math.max(0, width) * Math.max(0, height);
        }
    }
}
