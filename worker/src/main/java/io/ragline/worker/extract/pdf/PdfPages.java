package io.ragline.worker.extract.pdf;

import io.ragline.model.ErrorCode;
import io.ragline.model.PageWarning;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.PageWarnings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDPageLabels;
import org.jspecify.annotations.Nullable;

/** The pages of an open document, read one at a time; what goes wrong with one stays with that one. */
final class PdfPages {
    private final GlyphReader reader;
    private final List<PDPage> pages;
    private final String @Nullable [] labels;

    private PdfPages(List<PDPage> pages, String @Nullable [] labels, boolean keepsMargins) {
        this.pages = pages;
        this.labels = labels;
        this.reader = new GlyphReader(keepsMargins);
    }

    static PdfPages of(PDDocument document, int maxPages, boolean keepsMargins) {
        try {
            refuseAbove(maxPages, document.getNumberOfPages());
            // the count that the file states may be wrong: the tree is what counts
            List<PDPage> pages = new ArrayList<>();
            document.getPages().forEach(pages::add);
            refuseAbove(maxPages, pages.size());
            return new PdfPages(pages, labels(document), keepsMargins);
        } catch (RaglineException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw PdfExtractor.unreadable(e);
        }
    }

    private static void refuseAbove(int maxPages, int pages) {
        if (pages > maxPages) {
            throw new RaglineException(
                    ErrorCode.DOCUMENT_TOO_MANY_PAGES,
                    "The document has %,d pages; up to %,d are read. Split it and upload the parts."
                            .formatted(pages, maxPages));
        }
    }

    private static String @Nullable [] labels(PDDocument document) {
        try {
            PDPageLabels labels = document.getDocumentCatalog().getPageLabels();
            return labels == null ? null : labels.getLabelsByPageIndices();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // a label is a courtesy: without one, the page has its number
            return null;
        }
    }

    int count() {
        return pages.size();
    }

    List<PDPage> all() {
        return Collections.unmodifiableList(pages);
    }

    void forEach(Consumer<ReadPage> action) {
        for (int number = 1; number <= pages.size(); number++) {
            action.accept(read(number, pages.get(number - 1)));
        }
    }

    private ReadPage read(int number, PDPage page) {
        PageGeometry geometry = new PageGeometry(0, 0, 0);
        try {
            geometry = PageGeometry.of(page);
            reader.read(page);
            TableReader tables = new TableReader(reader.glyphs(), geometry, reader.lines(page.getCropBox()));
            List<Row> rows = Row.of(
                    ReadingOrder.with(ReadingOrder.of(Segments.of(tables.flow())), Segments.of(reader.annotations())));
            List<Row> pagination = Row.of(Segments.of(reader.pagination()));
            PageImages images = PageImages.of(page, reader.images());
            return new ReadPage(
                    number,
                    label(number),
                    geometry,
                    rows,
                    tables.tables(),
                    pagination,
                    images,
                    reader.lettersUnknown(),
                    null);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return ReadPage.unreadable(number, label(number), geometry, unreadable(number, e));
        }
    }

    private @Nullable String label(int number) {
        String label = labels == null || number > labels.length ? null : labels[number - 1];
        return label == null || label.isBlank() ? null : label;
    }

    private static PageWarning unreadable(int number, Throwable e) {
        return PageWarnings.unreadable(number, e.getMessage() == null ? e.toString() : e.getMessage());
    }
}
