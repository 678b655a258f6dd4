package io.ragline.worker.extract.pdf;

import io.ragline.model.PageWarning;
import io.ragline.worker.extract.PageWarnings;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDPageLabels;
import org.jspecify.annotations.Nullable;

/** The pages of an open document, read one at a time; what goes wrong with one stays with that one. */
final class PdfPages {
    private final GlyphReader reader = new GlyphReader();
    private final PageList pages;
    private final String @Nullable [] labels;
    private final LeftOut leftOut;

    private PdfPages(PageList pages, String @Nullable [] labels, LeftOut leftOut) {
        this.pages = pages;
        this.labels = labels;
        this.leftOut = leftOut;
    }

    static PdfPages of(PDDocument document, int maxPages, LeftOut leftOut) {
        PageList pages = PageList.of(document, maxPages);
        return new PdfPages(pages, labels(document), leftOut);
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
        return pages.list().size();
    }

    void forEach(Consumer<ReadPage> action) {
        int number = 1;
        for (PDPage page : pages.list()) {
            action.accept(read(number++, page));
        }
    }

    private ReadPage read(int number, PDPage page) {
        PageGeometry geometry = new PageGeometry(0, 0, 0);
        leftOut.begin();
        try {
            geometry = PageGeometry.of(page);
            reader.read(page);
            List<Row> rows = Row.of(ReadingOrder.of(Segments.of(reader.glyphs())));
            return new ReadPage(number, label(number), geometry, rows, warning(number, rows));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return new ReadPage(number, label(number), geometry, List.of(), unreadable(number, e));
        }
    }

    private @Nullable String label(int number) {
        String label = labels == null || number > labels.length ? null : labels[number - 1];
        return label == null || label.isBlank() ? null : label;
    }

    private @Nullable PageWarning warning(int number, List<Row> rows) {
        String missing = leftOut.heard() == null ? reader.lost() : leftOut.heard();
        if (missing != null) {
            return rows.isEmpty() ? PageWarnings.unreadable(number, missing) : PageWarnings.incomplete(number, missing);
        }
        if (number == 1 && !pages.inOrder()) {
            return PageWarnings.orderUnknown(number);
        }
        return rows.isEmpty() && reader.hasImages() ? PageWarnings.withoutText(number) : null;
    }

    private static PageWarning unreadable(int number, Throwable e) {
        return PageWarnings.unreadable(number, PdfExtractor.why(e));
    }
}
