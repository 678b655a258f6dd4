package io.ragline.worker.extract.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ExifOrientationTest {
    @TempDir
    Path folder;

    /** Where the pixel that is kept at the top left is shown, as Exif defines it. */
    @ParameterizedTest
    @CsvSource({
        "1, false, false, false",
        "2, true, false, false",
        "3, true, true, false",
        "4, false, true, false",
        "5, false, false, true",
        "6, true, false, true",
        "7, true, true, true",
        "8, false, true, true"
    })
    void the_top_left_pixel_is_shown_where_the_camera_says(int number, boolean right, boolean bottom, boolean lies) {
        BufferedImage kept = new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB);
        kept.setRGB(0, 0, Color.WHITE.getRGB());

        BufferedImage shown = new ExifOrientation(number).upright(kept);

        assertThat(shown.getWidth()).isEqualTo(lies ? 2 : 4);
        int x = right ? shown.getWidth() - 1 : 0;
        int y = bottom ? shown.getHeight() - 1 : 0;
        assertThat(new Color(shown.getRGB(x, y))).isEqualTo(Color.WHITE);
    }

    /** Tells a turn from a mirror image: the second pixel of the first row. */
    @ParameterizedTest
    @CsvSource({"1, 1, 0", "2, 2, 0", "3, 2, 1", "4, 1, 1", "5, 0, 1", "6, 1, 1", "7, 1, 2", "8, 0, 2"})
    void the_pixel_beside_it_too(int number, int x, int y) {
        BufferedImage kept = new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB);
        kept.setRGB(1, 0, Color.WHITE.getRGB());

        BufferedImage shown = new ExifOrientation(number).upright(kept);

        assertThat(new Color(shown.getRGB(x, y))).isEqualTo(Color.WHITE);
    }

    @ParameterizedTest
    @CsvSource({"true, 6", "false, 6", "true, 3", "false, 8"})
    void it_is_found_in_a_file(boolean littleEndian, int number) throws IOException {
        Path file = Files.write(folder.resolve("photo.jpg"), jpeg(littleEndian, number));

        assertThat(ExifOrientation.of(file, "image/jpeg")).isEqualTo(new ExifOrientation(number));
        assertThat(ExifOrientation.of(file, "image/png")).isEqualTo(ExifOrientation.AS_IT_IS);
    }

    @Test
    void what_says_nothing_or_nonsense_is_shown_as_it_is() throws IOException {
        byte[] nonsense = jpeg(true, 77);
        byte[] cut = Arrays.copyOf(jpeg(true, 6), 24);

        for (byte[] bytes : new byte[][] {nonsense, cut, {}, {(byte) 0xff, (byte) 0xd8, 1, 2}}) {
            Path file = Files.write(folder.resolve("photo.jpg"), bytes);
            assertThat(ExifOrientation.of(file, "image/jpeg")).isEqualTo(ExifOrientation.AS_IT_IS);
        }
    }

    private static byte[] jpeg(boolean littleEndian, int orientation) throws IOException {
        ByteBuffer tiff = ByteBuffer.allocate(8 + 2 + 2 * 12 + 4)
                .order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        tiff.put((littleEndian ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
        tiff.putShort((short) 42).putInt(8).putShort((short) 2);
        tiff.putShort((short) 0x0100)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) 99)
                .putShort((short) 0);
        tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1);
        tiff.putShort((short) orientation).putShort((short) 0);
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        jpeg.write(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 4, 0, 0});
        int length = 2 + 6 + tiff.capacity();
        jpeg.write(new byte[] {(byte) 0xff, (byte) 0xe1, (byte) (length >> 8), (byte) length});
        jpeg.write("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1));
        jpeg.write(tiff.array());
        return jpeg.toByteArray();
    }
}
