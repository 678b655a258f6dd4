package io.ragline.worker.extract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.util.Matrix;

/** Makes PDFs for tests, by saying where which words stand. */
public final class PdfFixture implements AutoCloseable {
    public static final PDFont REGULAR = new PDType1Font(FontName.HELVETICA);
    public static final PDFont BOLD = new PDType1Font(FontName.HELVETICA_BOLD);

    private final PDDocument document = new PDDocument();

    /** Draws a page. */
    public interface Drawing {
        void draw(Pen pen) throws IOException;
    }

    public PdfFixture page(Drawing drawing) {
        return page(0, drawing);
    }

    /** @param rotation by which a viewer turns the page */
    public PdfFixture page(int rotation, Drawing drawing) {
        PDPage page = new PDPage(PDRectangle.A4);
        page.setRotation(rotation);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            drawing.draw(new Pen(content, page.getMediaBox().getHeight()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public PDDocument document() {
        return document;
    }

    public Path save(Path file) throws IOException {
        document.save(file.toFile());
        return file;
    }

    @Override
    public void close() throws IOException {
        document.close();
    }

    /** Writes on a page, measured in points from its top left. */
    public static final class Pen {
        private final PDPageContentStream content;
        private final float height;

        private Pen(PDPageContentStream content, float height) {
            this.content = content;
            this.height = height;
        }

        public PDPageContentStream content() {
            return content;
        }

        /** @param y of the baseline, downwards from the top */
        public Pen text(float x, float y, PDFont font, float size, String text) throws IOException {
            return text(Matrix.getTranslateInstance(x, height - y), font, size, text);
        }

        public Pen text(Matrix at, PDFont font, float size, String text) throws IOException {
            content.beginText();
            content.setFont(font, size);
            content.setTextMatrix(at);
            content.showText(text);
            content.endText();
            return this;
        }

        /** Lines of body text in 11 points, one under the other. */
        public Pen lines(float x, float y, String... lines) throws IOException {
            for (int i = 0; i < lines.length; i++) {
                text(x, y + i * 13.5f, REGULAR, 11, lines[i]);
            }
            return this;
        }
    }
}
