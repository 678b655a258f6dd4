package io.ragline.worker.extract.pdf;

import io.ragline.worker.extract.PdfFixture;
import io.ragline.worker.extract.PdfFixture.Pen;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;

/** Draws tables on a page of A4, measured in points from its top left. */
final class TablePen {
    private static final float HEIGHT = 841.89f;

    private final Pen pen;

    TablePen(Pen pen) {
        this.pen = pen;
    }

    TablePen across(float y, float from, float to) throws IOException {
        return line(from, y, to, y, 0.5f);
    }

    TablePen down(float x, float from, float to) throws IOException {
        return line(x, from, x, to, 0.5f);
    }

    TablePen line(float x1, float y1, float x2, float y2, float width) throws IOException {
        PDPageContentStream content = pen.content();
        content.setLineWidth(width);
        content.moveTo(x1, HEIGHT - y1);
        content.lineTo(x2, HEIGHT - y2);
        content.stroke();
        return this;
    }

    /** All lines between cells of the same size, and those around them. */
    TablePen grid(float left, float top, int rows, float height, int columns, float width) throws IOException {
        for (int r = 0; r <= rows; r++) {
            across(top + r * height, left, left + columns * width);
        }
        for (int c = 0; c <= columns; c++) {
            down(left + c * width, top, top + rows * height);
        }
        return this;
    }

    TablePen area(float left, float top, float width, float height, float grey) throws IOException {
        PDPageContentStream content = pen.content();
        content.setNonStrokingColor(grey);
        content.addRect(left, HEIGHT - top - height, width, height);
        content.fill();
        content.setNonStrokingColor(0f);
        return this;
    }

    /** Cells of a row, each beginning at its place; an empty one is left out. */
    TablePen row(float y, float[] places, String... cells) throws IOException {
        return row(y, places, PdfFixture.REGULAR, cells);
    }

    TablePen row(float y, float[] places, PDFont font, String... cells) throws IOException {
        for (int c = 0; c < cells.length; c++) {
            if (!cells[c].isEmpty()) {
                pen.text(places[c], y, font, 10, cells[c]);
            }
        }
        return this;
    }

    /** Cells of a row, each in the middle of its place. */
    TablePen centred(float y, float[] places, String... cells) throws IOException {
        for (int c = 0; c < cells.length; c++) {
            float width = PdfFixture.REGULAR.getStringWidth(cells[c]) / 100;
            pen.text(places[c] - width / 2, y, PdfFixture.REGULAR, 10, cells[c]);
        }
        return this;
    }
}
