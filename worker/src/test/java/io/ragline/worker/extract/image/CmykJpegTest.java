package io.ragline.worker.extract.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceCMYK;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** JPEG in the four colours of printers, which image programs write inverted and with a mark of Adobe's. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CmykJpegTest {
    private static final int WIDTH = 200;
    private static final int HEIGHT = 100;
    private static final int[][] QUARTERS = {{0, 255, 255, 0}, {255, 0, 0, 0}, {0, 0, 0, 255}, {0, 0, 0, 0}};

    @Test
    void an_image_file_comes_in_colours_of_screens() throws IOException {
        try (ImageFile file = ImageFile.of(jpeg())) {
            BufferedImage image = file.read(0);

            assertThat(image.getColorModel().getNumColorComponents()).isEqualTo(3);
            assertQuarters(image);
        }
    }

    @Test
    void an_image_in_a_pdf_is_drawn() throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(WIDTH, HEIGHT));
            document.addPage(page);
            PDImageXObject image = new PDImageXObject(
                    document,
                    new ByteArrayInputStream(jpeg()),
                    COSName.DCT_DECODE,
                    WIDTH,
                    HEIGHT,
                    8,
                    PDDeviceCMYK.INSTANCE);
            COSArray inverted = new COSArray();
            for (int i = 0; i < 4; i++) {
                inverted.add(COSInteger.ONE);
                inverted.add(COSInteger.ZERO);
            }
            image.setDecode(inverted);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawImage(image, 0, 0, WIDTH, HEIGHT);
            }

            assertQuarters(new PDFRenderer(document).renderImage(0));
        }
    }

    /** Red and cyan, black and white. */
    private static void assertQuarters(BufferedImage image) {
        int[] red = rgb(image, 50, 25);
        int[] cyan = rgb(image, 150, 25);
        assertThat(red[0]).isGreaterThan(200);
        assertThat(red[1] + red[2]).isLessThan(120);
        assertThat(cyan[0]).isLessThan(60);
        assertThat(cyan[1] + cyan[2]).isGreaterThan(350);
        assertThat(rgb(image, 50, 75)[1]).isLessThan(60);
        assertThat(rgb(image, 150, 75)[1]).isGreaterThan(240);
    }

    private static int[] rgb(BufferedImage image, int x, int y) {
        int rgb = image.getRGB(x, y);
        return new int[] {rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255};
    }

    private static byte[] jpeg() throws IOException {
        WritableRaster pixels = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, WIDTH, HEIGHT, 4, null);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int[] ink = QUARTERS[(y < HEIGHT / 2 ? 0 : 2) + (x < WIDTH / 2 ? 0 : 1)];
                for (int band = 0; band < 4; band++) {
                    pixels.setSample(x, y, band, 255 - ink[band]);
                }
            }
        }
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        ImageWriter writer = javasOwn();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(plain)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(pixels, null, null), null);
        } finally {
            writer.dispose();
        }
        byte[] jpeg = plain.toByteArray();
        byte[] adobe = {(byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
        ByteArrayOutputStream marked = new ByteArrayOutputStream();
        marked.write(jpeg, 0, 2);
        marked.write(adobe);
        marked.write(jpeg, 2, jpeg.length - 2);
        return marked.toByteArray();
    }

    /** The one that writes pixels as they are. */
    private static ImageWriter javasOwn() {
        for (Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg"); writers.hasNext(); ) {
            ImageWriter writer = writers.next();
            if (writer.getClass().getModule().getName() != null) {
                return writer;
            }
        }
        throw new IllegalStateException("This Java has no writer for JPEG");
    }
}
