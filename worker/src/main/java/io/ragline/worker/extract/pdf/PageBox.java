package io.ragline.worker.extract.pdf;

import io.ragline.model.Box;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * Mends pages that say they are kilometres large. The places of their text would be lost in rounding, and no picture of
 * them could be drawn.
 */
final class PageBox {
    /** In points, of a side. ISO 32000 allows 14,400, and drawings of factories are found to go beyond. */
    private static final float MOST = 100_000;

    private static final float LARGEST = 14_400;
    private static final float MARGIN = 36;

    private PageBox() {}

    /**
     * Gives a page with an impossible size that of a letter, or more if its text needs that; for as long as the document
     * is open.
     *
     * @return whether that was necessary
     */
    static boolean mend(PDPage page) {
        PDRectangle stated = page.getCropBox();
        if (isPossible(stated)) {
            return false;
        }
        float left = origin(stated.getLowerLeftX());
        float bottom = origin(stated.getLowerLeftY());
        set(page, new PDRectangle(left, bottom, LARGEST, LARGEST));
        float width = PDRectangle.LETTER.getWidth();
        float height = PDRectangle.LETTER.getHeight();
        for (Box box : text(page)) {
            width = Math.max(width, box.x() + box.width() + MARGIN);
            height = Math.max(height, LARGEST - box.y() + MARGIN);
        }
        set(page, new PDRectangle(left, bottom, Math.min(width, LARGEST), Math.min(height, LARGEST)));
        return true;
    }

    private static boolean isPossible(PDRectangle box) {
        return box.getWidth() <= MOST
                && box.getHeight() <= MOST
                && Math.abs(box.getLowerLeftX()) <= MOST
                && Math.abs(box.getLowerLeftY()) <= MOST;
    }

    private static float origin(float stated) {
        return Math.abs(stated) <= MOST ? stated : 0;
    }

    private static void set(PDPage page, PDRectangle box) {
        page.setMediaBox(box);
        page.setCropBox(box);
    }

    private static List<Box> text(PDPage page) {
        try {
            GlyphReader reader = new GlyphReader(true);
            reader.read(page);
            PageGeometry unturned = new PageGeometry(LARGEST, LARGEST, 0);
            return Segments.of(reader.glyphs()).stream().map(unturned::box).toList();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // whoever reads the page itself meets the same, and says so
            return List.of();
        }
    }
}
