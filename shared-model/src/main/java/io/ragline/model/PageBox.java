package io.ragline.model;

/**
 * A rectangle on one of a document's pages, in points (1/72 inch), measured from the top left corner of the page as it is
 * shown, rounded to hundredths.
 *
 * @param page counted from 1
 * @param x left edge
 * @param y top edge
 * @param width to the right
 * @param height downwards
 */
public record PageBox(int page, float x, float y, float width, float height) {
    private static final float ROUNDED = 100;

    public PageBox {
        if (page < 1) {
            throw new IllegalArgumentException("Pages count from 1, not %d".formatted(page));
        }
        x = rounded(x);
        y = rounded(y);
        width = rounded(width);
        height = rounded(height);
    }

    static PageBox of(int page, Box box) {
        return new PageBox(page, box.x(), box.y(), box.width(), box.height());
    }

    private static float rounded(float points) {
        return Math.round(points * ROUNDED) / ROUNDED;
    }
}
