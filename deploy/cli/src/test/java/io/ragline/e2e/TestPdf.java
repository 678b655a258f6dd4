package io.ragline.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Real PDFs, made for a test: each element is the text of a page, wrapped as a word processor would. */
final class TestPdf {
    private static final float MARGIN = 72;
    private static final float SIZE = 11;

    private TestPdf() {}

    static Path write(Path file, List<String> pages) throws IOException {
        try (PDDocument document = document(pages)) {
            document.save(file.toFile());
        }
        return file;
    }

    static Path writeEncrypted(Path file, List<String> pages) throws IOException {
        try (PDDocument document = document(pages)) {
            document.protect(new StandardProtectionPolicy("owner", "secret", new AccessPermission()));
            document.save(file.toFile());
        }
        return file;
    }

    private static PDDocument document(List<String> pages) throws IOException {
        PDDocument document = new PDDocument();
        PDFont font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
        for (String text : pages) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.setFont(font, SIZE);
                content.beginText();
                content.setLeading(SIZE * 1.3f);
                content.newLineAtOffset(MARGIN, PDRectangle.A4.getHeight() - MARGIN);
                wrap(content, font, text);
                content.endText();
            }
        }
        return document;
    }

    private static void wrap(PDPageContentStream content, PDFont font, String text) throws IOException {
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (font.getStringWidth(longer) / 1000 * SIZE > PDRectangle.A4.getWidth() - 2 * MARGIN) {
                content.showText(line.toString());
                content.newLine();
                line = new StringBuilder(word);
            } else {
                line = new StringBuilder(longer);
            }
        }
        content.showText(line.toString());
    }
}
