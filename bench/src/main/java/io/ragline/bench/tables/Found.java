package io.ragline.bench.tables;

import io.ragline.bench.tables.Expected.Area;
import io.ragline.model.Page;
import io.ragline.model.TextBlock;
import io.ragline.model.TextLine;
import java.util.List;

/**
 * A table as the product read it.
 *
 * @param area around all its text
 * @param pageHeight in points
 */
record Found(int page, Area area, double pageHeight, Grid grid) {

    static List<Found> on(Page page) {
        return page.blocks().stream()
                .filter(block -> block.kind() == TextBlock.Kind.TABLE)
                .map(block -> new Found(page.number(), area(block), page.height(), TableHtml.grid(block.text())))
                .toList();
    }

    private static Area area(TextBlock block) {
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (TextLine line : block.lines()) {
            left = Math.min(left, line.box().x());
            top = Math.min(top, line.box().y());
            right = Math.max(right, line.box().x() + line.box().width());
            bottom = Math.max(bottom, line.box().y() + line.box().height());
        }
        return new Area(left, top, right, bottom, false);
    }
}
