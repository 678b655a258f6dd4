package io.ragline.worker.extract.pdf;

import io.ragline.model.PageWarning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page's rows in reading order and its pictures, before blocks are made of them.
 *
 * @param label of the page as the document states it
 * @param pagination rows that the producer marked as running header, footer or page number
 */
record ReadPage(
        int number,
        @Nullable String label,
        PageGeometry geometry,
        List<Row> rows,
        List<Row> pagination,
        PageImages images,
        @Nullable PageWarning warning) {}
