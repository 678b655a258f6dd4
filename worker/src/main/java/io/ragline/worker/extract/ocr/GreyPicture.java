package io.ragline.worker.extract.ocr;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A picture as the plainest format there is (PGM): a line of text, then a byte of grey for each pixel. */
final class GreyPicture {
    private final BufferedImage grey;

    private GreyPicture(BufferedImage grey) {
        this.grey = grey;
    }

    static GreyPicture of(BufferedImage picture) {
        if (picture.getType() == BufferedImage.TYPE_BYTE_GRAY
                && picture.getRaster().getDataBuffer() instanceof DataBufferByte bytes
                && bytes.getData().length == picture.getWidth() * picture.getHeight()) {
            return new GreyPicture(picture);
        }
        BufferedImage grey = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = grey.createGraphics();
        pen.drawImage(picture, 0, 0, Color.WHITE, null);
        pen.dispose();
        return new GreyPicture(grey);
    }

    void write(OutputStream out) throws IOException {
        String header = "P5\n%d %d\n255\n".formatted(grey.getWidth(), grey.getHeight());
        out.write(header.getBytes(StandardCharsets.US_ASCII));
        out.write(((DataBufferByte) grey.getRaster().getDataBuffer()).getData());
    }
}
