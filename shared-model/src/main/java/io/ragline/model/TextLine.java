package io.ragline.model;

import java.util.Objects;

/**
 * Where a stretch of a block's text stands on its page, so that a quote can be marked there.
 *
 * @param start offset of the first character in the block's text
 * @param end offset behind the last
 * @param box where the stretch stands
 */
public record TextLine(int start, int end, Box box) {
    public TextLine {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("A line can't go from %d to %d".formatted(start, end));
        }
        Objects.requireNonNull(box);
    }
}
