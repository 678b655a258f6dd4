package io.ragline.worker.extract.picture;

import io.ragline.model.Box;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;

/**
 * Marks places on the picture of a page as a text marker does: what is white becomes yellow, what is dark stays dark. Where
 * the ground is dark, on which a marker would not show, it shines through instead. What lies outside the places keeps its
 * pixels.
 */
public final class TextMarker {
    private static final int RED = 255;
    private static final int GREEN = 232;
    private static final int BLUE = 64;

    /** Of a place's mean brightness, 0 to 255; below, it counts as dark. */
    private static final int DARK = 90;
    /** How much of a dark ground the marker covers, of 256. */
    private static final int COVER = 110;

    private static final float POINTS_PER_INCH = 72;

    private final BufferedImage image;
    private final int[] pixels;
    private final float scale;
    /** So that places that overlap are not marked twice. */
    private final BitSet marked;

    private TextMarker(BufferedImage image, int dpi) {
        this.image = image;
        this.pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        this.scale = dpi / POINTS_PER_INCH;
        this.marked = new BitSet(pixels.length);
    }

    /**
     * Marks the picture in {@code source} and writes it to {@code target}.
     *
     * @param dpi of the picture
     * @param boxes in points; what reaches beyond the picture is cut
     */
    public static void mark(Path source, int dpi, List<Box> boxes, Path target) {
        try {
            BufferedImage image = rgb(Png.read(source));
            mark(image, dpi, boxes);
            Png.write(image, target);
        } catch (IOException e) {
            throw new RaglineException(
                    ErrorCode.INTERNAL_ERROR, "The picture of the page can't be marked: " + e.getMessage(), e);
        }
    }

    /** Marks a picture of type {@link BufferedImage#TYPE_INT_RGB}. */
    static void mark(BufferedImage image, int dpi, List<Box> boxes) {
        TextMarker marker = new TextMarker(image, dpi);
        boxes.forEach(marker::mark);
    }

    private static BufferedImage rgb(BufferedImage read) {
        BufferedImage image = new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.drawImage(read, 0, 0, null);
        graphics.dispose();
        return image;
    }

    private void mark(Box box) {
        int left = within(Math.floor(box.x() * scale), image.getWidth());
        int top = within(Math.floor(box.y() * scale), image.getHeight());
        int right = within(Math.ceil((box.x() + box.width()) * scale), image.getWidth());
        int bottom = within(Math.ceil((box.y() + box.height()) * scale), image.getHeight());
        if (left >= right || top >= bottom) {
            return;
        }
        boolean dark = brightness(left, top, right, bottom) < DARK;
        for (int y = top; y < bottom; y++) {
            int row = y * image.getWidth();
            for (int at = marked.nextClearBit(row + left); at < row + right; at = marked.nextClearBit(at + 1)) {
                pixels[at] = dark ? shineThrough(pixels[at]) : multiply(pixels[at]);
                marked.set(at);
            }
        }
    }

    private static int within(double pixel, int size) {
        return (int) Math.clamp(pixel, 0, size);
    }

    private int brightness(int left, int top, int right, int bottom) {
        long sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int rgb = pixels[y * image.getWidth() + x];
                sum += (red(rgb) * 3 + green(rgb) * 6 + blue(rgb)) / 10;
            }
        }
        return (int) (sum / ((long) (right - left) * (bottom - top)));
    }

    private static int multiply(int rgb) {
        return rgb(red(rgb) * RED / 255, green(rgb) * GREEN / 255, blue(rgb) * BLUE / 255);
    }

    private static int shineThrough(int rgb) {
        return rgb(blend(red(rgb), RED), blend(green(rgb), GREEN), blend(blue(rgb), BLUE));
    }

    private static int blend(int ground, int marker) {
        return (ground * (256 - COVER) + marker * COVER) / 256;
    }

    private static int rgb(int red, int green, int blue) {
        return red << 16 | green << 8 | blue;
    }

    private static int red(int rgb) {
        return rgb >> 16 & 0xff;
    }

    private static int green(int rgb) {
        return rgb >> 8 & 0xff;
    }

    private static int blue(int rgb) {
        return rgb & 0xff;
    }
}
