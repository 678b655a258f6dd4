package io.ragline.worker.pages;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import javax.imageio.ImageIO;

/** A picture as a test looks at it. */
record Picture(BufferedImage image) {
    private static final int INK = 128;

    static Picture read(Path file) throws IOException {
        return new Picture(ImageIO.read(file.toFile()));
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    /** The pixels that are rather dark. */
    BitSet ink() {
        return pixels((x, y) -> brightness(color(x, y)) < INK);
    }

    /** The pixels that look otherwise than in the other picture. */
    BitSet differentFrom(Picture other) {
        return pixels((x, y) -> image.getRGB(x, y) != other.image.getRGB(x, y));
    }

    /** The pixels that are yellow: much red and green, much less blue. */
    BitSet yellow() {
        return pixels((x, y) -> {
            Color color = color(x, y);
            return color.getRed() > 200 && color.getGreen() > 180 && color.getBlue() < 120;
        });
    }

    private interface Look {
        boolean at(int x, int y);
    }

    private BitSet pixels(Look look) {
        BitSet pixels = new BitSet();
        for (int y = 0; y < height(); y++) {
            for (int x = 0; x < width(); x++) {
                pixels.set(y * width() + x, look.at(x, y));
            }
        }
        return pixels;
    }

    private Color color(int x, int y) {
        return new Color(image.getRGB(x, y));
    }

    private static int brightness(Color color) {
        return (color.getRed() * 3 + color.getGreen() * 6 + color.getBlue()) / 10;
    }

    /** How much of {@code part} lies within {@code whole}, 0 to 1. */
    static double share(BitSet part, BitSet whole) {
        BitSet both = (BitSet) part.clone();
        both.and(whole);
        return (double) both.cardinality() / part.cardinality();
    }
}
