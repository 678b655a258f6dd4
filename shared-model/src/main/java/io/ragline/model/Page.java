package io.ragline.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page as it was read. A format without pages has one page, number 1.
 *
 * @param number counted from 1
 * @param label the number as printed on it ({@code iv}), if the document says
 * @param width in points, as shown; 0 where the format has no pages
 * @param height in points, as shown; 0 where the format has no pages
 * @param blocks in reading order
 */
public record Page(int number, @Nullable String label, float width, float height, List<TextBlock> blocks) {
    public Page {
        if (number < 1) {
            throw new IllegalArgumentException("Pages count from 1, not %d".formatted(number));
        }
        blocks = List.copyOf(blocks);
    }
}
