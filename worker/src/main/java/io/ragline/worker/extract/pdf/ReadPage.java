package io.ragline.worker.extract.pdf;

import io.ragline.model.PageWarning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page's rows in reading order, its tables and its pictures, before blocks are made of them.
 *
 * @param label of the page as the document states it
 * @param tables that stand among the rows
 * @param pagination rows that the producer marked as running header, footer or page number
 * @param lettersUnknown whether it shows letters of which nobody says what they are
 */
record ReadPage(
        int number,
        @Nullable String label,
        PageGeometry geometry,
        List<Row> rows,
        List<PageTable> tables,
        List<Row> pagination,
        PageImages images,
        boolean lettersUnknown,
        @Nullable PageWarning warning) {

    /** A page of which nothing can be read. */
    static ReadPage unreadable(int number, @Nullable String label, PageGeometry geometry, PageWarning why) {
        return new ReadPage(number, label, geometry, List.of(), List.of(), List.of(), PageImages.NONE, false, why);
    }
}
