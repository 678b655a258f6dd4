package io.ragline.worker.extract.pdf;

import io.ragline.model.PageWarning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page's rows in reading order and its pictures, before blocks are made of them. */
record ReadPage(
        int number,
        @Nullable String label,
        PageGeometry geometry,
        List<Row> rows,
        PageImages images,
        @Nullable PageWarning warning) {}
