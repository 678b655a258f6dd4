package io.ragline.worker.extract.pdf;

import io.ragline.model.PageWarning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page's rows in reading order, before blocks are made of them, and the tables that stand among them. */
record ReadPage(
        int number,
        @Nullable String label,
        PageGeometry geometry,
        List<Row> rows,
        List<PageTable> tables,
        @Nullable PageWarning warning) {}
