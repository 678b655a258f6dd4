package io.ragline.worker.extract.image;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a camera was held: JPEG files keep the picture as the sensor saw it, and beside it a number from 1 to 8 that says
 * how to show it (tag 0x0112 of TIFF 6.0, in the APP1 segment that Exif 2.3 defines).
 *
 * @param number 1 as it is; 3, 6, 8 turned by 180, 90, 270 degrees clockwise to be shown; 2, 4, 5, 7 mirrored as well
 */
record ExifOrientation(int number) {
    static final ExifOrientation AS_IT_IS = new ExifOrientation(1);

    private static final int SOI = 0xFFD8;
    private static final int APP1 = 0xFFE1;
    private static final int SOS = 0xFFDA;
    private static final int MOST_SEGMENTS = 64;
    private static final int TAG = 0x0112;
    private static final String MARK = "Exif\0\0";

    ExifOrientation {
        if (number < 1 || number > 8) {
            throw new IllegalArgumentException("There is no orientation " + number);
        }
    }

    /** Of a file; {@link #AS_IT_IS} if it is no JPEG, or doesn't say. */
    static ExifOrientation of(Path file, String mediaType) throws IOException {
        if (!mediaType.equals("image/jpeg")) {
            return AS_IT_IS;
        }
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            return in.readUnsignedShort() == SOI ? inSegments(in) : AS_IT_IS;
        } catch (EOFException | BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            // what says so badly says nothing; whether the picture itself is whole, its reader finds out
            return AS_IT_IS;
        }
    }

    private static ExifOrientation inSegments(DataInputStream in) throws IOException {
        for (int i = 0; i < MOST_SEGMENTS; i++) {
            int marker = in.readUnsignedShort();
            if (marker == SOS || marker >> 8 != 0xFF) {
                return AS_IT_IS;
            }
            byte[] segment = new byte[Math.max(0, in.readUnsignedShort() - 2)];
            in.readFully(segment);
            boolean exif = marker == APP1
                    && segment.length > MARK.length()
                    && new String(segment, 0, MARK.length(), StandardCharsets.ISO_8859_1).equals(MARK);
            if (exif) {
                return inTiff(ByteBuffer.wrap(segment, MARK.length(), segment.length - MARK.length())
                        .slice());
            }
        }
        return AS_IT_IS;
    }

    private static ExifOrientation inTiff(ByteBuffer tiff) {
        tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        tiff.position(tiff.getInt(4));
        int entries = tiff.getShort() & 0xFFFF;
        for (int i = 0; i < entries; i++) {
            int tag = tiff.getShort() & 0xFFFF;
            tiff.getShort();
            tiff.getInt();
            int value = tiff.getShort();
            tiff.getShort();
            if (tag == TAG) {
                return new ExifOrientation(value);
            }
        }
        return AS_IT_IS;
    }

    /** The picture as it is to be shown. */
    BufferedImage upright(BufferedImage image) {
        if (number == 1) {
            return image;
        }
        int width = image.getWidth();
        int height = image.getHeight();
        boolean lies = number >= 5;
        BufferedImage shown =
                new BufferedImage(lies ? height : width, lies ? width : height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = shown.createGraphics();
        pen.drawImage(image, transform(width, height), null);
        pen.dispose();
        return shown;
    }

    /** From where a pixel is kept to where it is shown. */
    private AffineTransform transform(int width, int height) {
        return switch (number) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }
}
