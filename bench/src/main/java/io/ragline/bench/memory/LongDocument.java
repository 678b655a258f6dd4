package io.ragline.bench.memory;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;

/** Makes a PDF of many pages, each with a heading, text that fills it, and a photograph of its own. */
final class LongDocument {
    private static final PDFont REGULAR = new PDType1Font(FontName.TIMES_ROMAN);
    private static final PDFont BOLD = new PDType1Font(FontName.TIMES_BOLD);
    private static final String[] WORDS = ("water pressure valve pump filter reservoir engineer maintenance every month"
                    + " season the of and to in is for with that which from by an as at on it are was this be or not has"
                    + " their when after before between under measured replaced cleaned opened closed slowly carefully"
                    + " temperature station report figure table chapter result")
            .split(" ");
    private static final int LINES = 34;
    private static final float LINE_HEIGHT = 13;
    private static final int PICTURE_WIDTH = 640;
    private static final int PICTURE_HEIGHT = 360;
    private static final float QUALITY = 0.8f;

    private final Random random;

    LongDocument(long seed) {
        this.random = new Random(seed);
    }

    void write(int pages, Path file) throws IOException {
        try (PDDocument document = new PDDocument(MemoryUsageSetting.setupTempFileOnly().streamCache)) {
            for (int page = 1; page <= pages; page++) {
                add(document, page);
            }
            document.save(file.toFile());
        }
    }

    private void add(PDDocument document, int number) throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            line(content, BOLD, 16, 780, "%d %s %s".formatted(number, word(), word()));
            for (int i = 0; i < LINES; i++) {
                line(content, REGULAR, 11, 750 - i * LINE_HEIGHT, sentence());
            }
            content.drawImage(
                    JPEGFactory.createFromImage(document, photograph(), QUALITY), 70, 60, 455, 455f * 9 / 16 * 0.85f);
            line(content, REGULAR, 9, 40, Integer.toString(number));
        }
    }

    private static void line(PDPageContentStream content, PDFont font, float size, float y, String text)
            throws IOException {
        content.beginText();
        content.setFont(font, size);
        content.newLineAtOffset(70, y);
        content.showText(text);
        content.endText();
    }

    private String sentence() {
        StringBuilder line = new StringBuilder();
        while (line.length() < 84) {
            line.append(word()).append(line.length() > 75 ? ". " : " ");
        }
        return line.toString().strip();
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }

    /** Of shapes and grain, so that it packs no better than a real one. */
    private BufferedImage photograph() {
        BufferedImage image = new BufferedImage(PICTURE_WIDTH, PICTURE_HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        for (int i = 0; i < 60; i++) {
            pen.setColor(new Color(random.nextInt(0x1000000)));
            pen.fillOval(random.nextInt(PICTURE_WIDTH), random.nextInt(PICTURE_HEIGHT), 90, 90);
        }
        pen.dispose();
        for (int i = 0; i < PICTURE_WIDTH * PICTURE_HEIGHT / 3; i++) {
            int x = random.nextInt(PICTURE_WIDTH);
            int y = random.nextInt(PICTURE_HEIGHT);
            image.setRGB(x, y, image.getRGB(x, y) ^ random.nextInt(0x40) * 0x010101);
        }
        return image;
    }
}
