package io.ragline.worker.extract.image;

import io.ragline.worker.extract.Picture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A picture as small as a vision model needs it. */
public final class SmallPicture {
    private SmallPicture() {}

    /** As PNG in colour, on white, its longer side {@link Picture#MAX_SIDE} pixels at most. */
    public static byte[] png(BufferedImage image) {
        double scale = Math.min(1, Picture.MAX_SIDE / (double) Math.max(image.getWidth(), image.getHeight()));
        BufferedImage small = scaled(image, scale);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(small, "png", png)) {
                throw new IllegalStateException("This Java has no writer for PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }

    private static BufferedImage scaled(BufferedImage image, double scale) {
        BufferedImage from = image;
        // by halves, since a filter that looks at four pixels only would skip most of a large picture
        for (double left = scale; left < 0.5; left *= 2) {
            from = drawn(from, (from.getWidth() + 1) / 2, (from.getHeight() + 1) / 2);
        }
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        return drawn(from, width, height);
    }

    private static BufferedImage drawn(BufferedImage image, int width, int height) {
        BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = drawn.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(image, 0, 0, width, height, Color.WHITE, null);
        pen.dispose();
        return drawn;
    }
}
