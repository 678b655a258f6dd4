package io.ragline.model;

/**
 * Which part of a chunk's text stands on which page.
 *
 * @param page counted from 1
 * @param start offset of the first character in the chunk's text
 * @param end offset behind the last
 */
public record PageSpan(int page, int start, int end) {
    public PageSpan {
        if (page < 1 || start < 0 || end < start) {
            throw new IllegalArgumentException("No span can be page %d, %d to %d".formatted(page, start, end));
        }
    }
}
