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

    /**
     * Where {@code [from, to)} of the block's text stands, as far as it is on this line: a share of its box by the usual
     * widths of the characters, since where each of them stands is not kept. The whole box where that would be a guess.
     *
     * @param block that this is a line of
     */
    public Box part(TextBlock block, int from, int to) {
        if (block.kind() == TextBlock.Kind.TABLE) {
            return box; // of a cell, whose text is HTML
        }
        boolean even = block.kind() == TextBlock.Kind.CODE;
        return LineBox.part(block.text(), start, end, box, Math.max(start, from), Math.min(end, to), even);
    }
}
