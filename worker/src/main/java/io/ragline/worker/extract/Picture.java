package io.ragline.worker.extract;

import java.util.Arrays;

/**
 * A picture of a page, for something that can tell what it shows.
 *
 * @param page counted from 1
 * @param block which of the page's blocks it is, an {@code IMAGE}, counted from 0
 * @param png the picture, scaled down to {@link #MAX_SIDE} pixels at most
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
public record Picture(int page, int block, byte[] png) {
    /** More shows a model little more, and costs it much time. */
    public static final int MAX_SIDE = 1_024;

    /** Without the content. */
    @Override
    public String toString() {
        return "Picture[page %d, block %d, %,d bytes]".formatted(page, block, png.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Picture that
                && page == that.page
                && block == that.block
                && Arrays.equals(png, that.png);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * page + block) + Arrays.hashCode(png);
    }
}
