package io.ragline.model;

/**
 * A rectangle on a page, in points (1/72 inch), measured from the top left corner of the page as it is shown.
 *
 * @param x left edge
 * @param y top edge
 * @param width to the right
 * @param height downwards
 */
public record Box(float x, float y, float width, float height) {
    public Box {
        if (!(width >= 0) || !(height >= 0)) {
            throw new IllegalArgumentException(
                    "A box needs a width and a height of at least 0, not %s x %s".formatted(width, height));
        }
    }
}
