package io.ragline.worker.extract.ocr;

import io.ragline.model.Box;
import io.ragline.worker.extract.PdfFixture;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** A page of A4 with known words at known places, as a picture and as a scan. */
public final class DrawnPage {
    public static final String TITLE = "Harbour of the northern islands";
    public static final List<String> LINES = List.of(
            "The harbour was built in the year of the great storm and its walls",
            "are made of stone that ships brought from the northern islands where",
            "masons worked all summer. Every spring the keeper of the lighthouse",
            "counts the stones that the winter has taken and writes the number",
            "into a book that has been kept for more than two hundred years.");
    public static final String SECOND = "A toll of 17 crowns is paid by every ship that stays overnight.";
    public static final float WIDTH = PDRectangle.A4.getWidth();
    public static final float HEIGHT = PDRectangle.A4.getHeight();

    private static final float LEFT = 72;
    private static final float SIZE = 12;
    private static final float LEADING = 16;

    private DrawnPage() {}

    /** All its words, a paragraph on each line. */
    public static String text() {
        return TITLE + "\n" + String.join(" ", LINES) + "\n" + SECOND;
    }

    /** Where the line of the first paragraph stands, in points of the page. */
    public static Box lineBox(int index) throws IOException {
        float baseline = 150 + index * LEADING;
        float width = PdfFixture.REGULAR.getStringWidth(LINES.get(index)) / 1_000 * SIZE;
        return new Box(LEFT, baseline - 0.72f * SIZE, width, 0.93f * SIZE);
    }

    /** The page as it would come from a scanner. */
    public static BufferedImage picture(int dpi) throws IOException {
        try (PdfFixture pdf = new PdfFixture()) {
            pdf.page(pen -> {
                pen.text(LEFT, 100, PdfFixture.BOLD, 24, TITLE);
                for (int i = 0; i < LINES.size(); i++) {
                    pen.text(LEFT, 150 + i * LEADING, PdfFixture.REGULAR, SIZE, LINES.get(i));
                }
                pen.text(LEFT, 150 + (LINES.size() + 1) * LEADING, PdfFixture.REGULAR, SIZE, SECOND);
            });
            return new PDFRenderer(pdf.document()).renderImageWithDPI(0, dpi, ImageType.GRAY);
        }
    }

    /** Turned clockwise by so many quarters. */
    public static BufferedImage turned(BufferedImage picture, int quarters) {
        boolean lies = quarters % 2 == 1;
        int width = lies ? picture.getHeight() : picture.getWidth();
        int height = lies ? picture.getWidth() : picture.getHeight();
        BufferedImage turned = new BufferedImage(width, height, picture.getType());
        Graphics2D pen = turned.createGraphics();
        AffineTransform turn = new AffineTransform();
        turn.translate(width / 2.0, height / 2.0);
        turn.quadrantRotate(quarters);
        turn.translate(-picture.getWidth() / 2.0, -picture.getHeight() / 2.0);
        pen.drawImage(picture, turn, null);
        pen.dispose();
        return turned;
    }

    /**
     * A PDF of one page that only shows a picture, which fills it.
     *
     * @param rotation by which a viewer turns the page
     */
    public static Path scan(BufferedImage picture, int rotation, Path file) throws IOException {
        boolean lies = picture.getWidth() > picture.getHeight();
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(lies ? new PDRectangle(HEIGHT, WIDTH) : PDRectangle.A4);
            page.setRotation(rotation);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawImage(
                        LosslessFactory.createFromImage(document, picture),
                        0,
                        0,
                        page.getMediaBox().getWidth(),
                        page.getMediaBox().getHeight());
            }
            document.save(file.toFile());
        }
        return file;
    }

    /** How alike two texts are: 1 for the same, 0 for nothing in common (one minus Levenshtein over the longer). */
    public static double similarity(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        int longer = Math.max(one.length(), other.length());
        return longer == 0 ? 1 : 1 - row[other.length()] / (double) longer;
    }
}
