package io.ragline.worker.extract.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** PNG files, read and written without temporary ones. */
public final class Png {
    static {
        ImageIO.setUseCache(false);
    }

    private Png() {}

    /** Reads a picture of our own. */
    static BufferedImage read(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        if (image == null) {
            throw new IOException("%s is no picture".formatted(file));
        }
        return image;
    }

    /** Writes a picture. */
    public static void write(BufferedImage image, Path file) throws IOException {
        if (!ImageIO.write(image, "png", file.toFile())) {
            throw new IOException("This Java platform can't write PNG");
        }
    }
}
