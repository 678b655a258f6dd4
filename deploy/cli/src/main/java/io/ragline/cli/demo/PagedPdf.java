package io.ragline.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** Lays out text as a PDF, a page at a time. A line that starts with {@code # } or {@code ## } is a heading. */
final class PagedPdf implements AutoCloseable {

    private static final float MARGIN = 64;
    private static final float LINE_SPACING = 1.4f;
    private static final long FIXED_ID = 300;

    private final PDDocument document = new PDDocument();
    private final Style title = new Style(new PDType1Font(FontName.HELVETICA_BOLD), 20);
    private final Style heading = new Style(new PDType1Font(FontName.HELVETICA_BOLD), 14);
    private final Style body = new Style(new PDType1Font(FontName.HELVETICA), 11);

    private record Style(PDFont font, float size) {

        float width(String text) throws IOException {
            return font.getStringWidth(text) / 1000 * size;
        }
    }

    PagedPdf(String documentTitle) {
        document.getDocumentInformation().setTitle(documentTitle);
        // Without it, the id is made from the time and every file differs
        document.setDocumentId(FIXED_ID);
    }

    void addPage(List<String> paragraphs) throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (var content = new PDPageContentStream(document, page)) {
            content.beginText();
            content.newLineAtOffset(MARGIN, PDRectangle.A4.getHeight() - MARGIN - title.size());
            for (String paragraph : paragraphs) {
                write(content, paragraph);
            }
            content.endText();
            writeNumber(content, document.getNumberOfPages());
        }
    }

    void save(Path file) throws IOException {
        document.save(file.toFile());
    }

    @Override
    public void close() throws IOException {
        document.close();
    }

    private void write(PDPageContentStream content, String paragraph) throws IOException {
        Style style = paragraph.startsWith("# ") ? title : paragraph.startsWith("## ") ? heading : body;
        float leading = style.size() * LINE_SPACING;
        content.setFont(style.font(), style.size());
        for (String line : lines(paragraph.replaceFirst("^#+ ", ""), style)) {
            content.newLineAtOffset(0, -leading);
            content.showText(line);
        }
        content.newLineAtOffset(0, -leading / 2);
    }

    private void writeNumber(PDPageContentStream content, int number) throws IOException {
        content.beginText();
        content.setFont(body.font(), body.size());
        content.newLineAtOffset(PDRectangle.A4.getWidth() / 2, MARGIN / 2);
        content.showText(Integer.toString(number));
        content.endText();
    }

    private static List<String> lines(String paragraph, Style style) throws IOException {
        float room = PDRectangle.A4.getWidth() - 2 * MARGIN;
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : paragraph.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (style.width(longer) > room) {
                lines.add(line);
                line = word;
            } else {
                line = longer;
            }
        }
        lines.add(line);
        return lines;
    }
}
