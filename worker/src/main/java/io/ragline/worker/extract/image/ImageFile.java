package io.ragline.worker.extract.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file with one or more pictures: PNG, JPEG, TIFF, BMP, GIF or WebP. Of a moving picture only the first is read. Every
 * method throws {@link IOException} or a {@link RuntimeException} for a file that is damaged.
 */
final class ImageFile implements AutoCloseable {
    /** What a scan of A0 at 300 dpi has, and half as much again. */
    private static final long MOST_PIXELS = 200_000_000;

    private static final int MOST_SIDE = 100_000;

    private final ImageInputStream in;
    private final ImageReader reader;

    private ImageFile(@Nullable ImageInputStream in) throws IOException {
        if (in == null) {
            throw new IOException("it can't be opened as a picture");
        }
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        if (!readers.hasNext()) {
            in.close();
            throw new IOException("it is no picture of a kind that can be read");
        }
        this.in = in;
        this.reader = readers.next();
        reader.setInput(in, false, true);
    }

    static ImageFile of(Path file) throws IOException {
        return new ImageFile(new FileImageInputStream(file.toFile()));
    }

    static ImageFile of(byte[] file) throws IOException {
        return new ImageFile(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)));
    }

    /** How many pictures are pages of their own: many in a TIFF, one in all else. */
    int count() throws IOException {
        return "tif".equalsIgnoreCase(reader.getFormatName()) || "tiff".equalsIgnoreCase(reader.getFormatName())
                ? reader.getNumImages(true)
                : 1;
    }

    /** In pixels, as the file says. */
    int width(int index) throws IOException {
        return reader.getWidth(index);
    }

    /** In pixels, as the file says. */
    int height(int index) throws IOException {
        return reader.getHeight(index);
    }

    /** The pixels: all of them, or every second, third, … of a very large picture. */
    BufferedImage read(int index) throws IOException {
        long width = width(index);
        long height = height(index);
        if (width < 1 || height < 1 || width * height > MOST_PIXELS || Math.max(width, height) > MOST_SIDE) {
            throw new IOException("a picture of %,d x %,d pixels is too large".formatted(width, height));
        }
        int step = PixelLimit.step((double) width * height);
        ImageReadParam how = reader.getDefaultReadParam();
        how.setSourceSubsampling(step, step, 0, 0);
        return reader.read(index, how);
    }

    @Override
    public void close() throws IOException {
        reader.dispose();
        in.close();
    }
}
