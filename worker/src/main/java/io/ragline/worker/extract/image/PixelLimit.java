package io.ragline.worker.extract.image;

/** How many pixels may be in memory, so that a large picture is read more coarsely instead of not at all. */
public final class PixelLimit {
    /** A3 at 300 dpi. More doesn't help recognition. */
    private static final long ENOUGH = 18_000_000;

    private static final long FEWEST = 1_000_000;
    /**
     * On its way to a picture of four bytes for each pixel, an image in a PDF is unpacked three times to three bytes; and
     * half of the heap is for other things.
     */
    private static final long BYTES_PER_PIXEL = 28;

    private PixelLimit() {}

    /** Of one picture. */
    public static long pixels() {
        return Math.clamp(Runtime.getRuntime().maxMemory() / BYTES_PER_PIXEL, FEWEST, ENOUGH);
    }

    /** Every how many-th pixel of a row, and row of the picture, is to be read so that the limit holds; 1 for all. */
    public static int step(double pixels) {
        return Math.max(1, (int) Math.ceil(Math.sqrt(pixels / pixels())));
    }
}
