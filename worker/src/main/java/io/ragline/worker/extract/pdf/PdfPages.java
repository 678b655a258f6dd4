package io.ragline.worker.extract.pdf;

import io.ragline.model.PageWarning;
import io.ragline.worker.extract.PageWarnings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDPageLabels;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/** The pages of an open document, read one at a time; what goes wrong with one stays with that one. */
final class PdfPages {
    private final GlyphReader reader;
    private final PageList pages;
    private final String @Nullable [] labels;
    private final LeftOut leftOut;

    private PdfPages(PageList pages, String @Nullable [] labels, boolean keepsMargins, LeftOut leftOut) {
        this.pages = pages;
        this.labels = labels;
        this.leftOut = leftOut;
        this.reader = new GlyphReader(keepsMargins);
    }

    static PdfPages of(PDDocument document, int maxPages, boolean keepsMargins, LeftOut leftOut) {
        return new PdfPages(PageList.of(document, maxPages), labels(document), keepsMargins, leftOut);
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

    /**
     * What is missing of the pages as a whole; null if nothing is.
     *
     * @param ofFile how many the file said it had, before what is damaged was put right
     */
    @Nullable
    PageWarning missing(int ofFile) {
        int stated = Math.max(ofFile, pages.stated());
        return stated > count() ? PageWarnings.pagesMissing(stated, count()) : null;
    }

    List<PDPage> all() {
        return pages.list();
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
            PDRectangle stated = page.getCropBox();
            boolean mended = PageBox.mend(page);
            geometry = PageGeometry.of(page);
            reader.read(page);
            List<Glyph> entries = reader.annotations();
            List<Glyph> glyphs = new ArrayList<>(reader.glyphs());
            glyphs.addAll(entries);
            Writing writing = Writing.of(glyphs);
            TableReader tables = new TableReader(glyphs, writing, geometry, reader.lines(page.getCropBox()));
            List<Row> rows = rows(tables.flow(), entries, writing);
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
                    reader.hasUnknownLetters(),
                    warning(number, rows.isEmpty() && tables.tables().isEmpty(), mended ? stated : null));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return ReadPage.unreadable(number, label(number), geometry, unreadable(number, e));
        }
    }

    /** @param entries those among the glyphs that the page itself doesn't draw */
    private static List<Row> rows(List<Glyph> glyphs, List<Glyph> entries, Writing writing) {
        Set<Glyph> added = Collections.newSetFromMap(new IdentityHashMap<>());
        added.addAll(entries);
        Map<Boolean, List<Glyph>> parts = glyphs.stream().collect(Collectors.partitioningBy(added::contains));
        List<Segment> drawn = ReadingOrder.of(Segments.of(parts.getOrDefault(false, List.of()), writing));
        return Row.of(ReadingOrder.with(drawn, Segments.of(parts.getOrDefault(true, List.of()), writing)));
    }

    private @Nullable String label(int number) {
        String label = labels == null || number > labels.length ? null : labels[number - 1];
        return label == null || label.isBlank() ? null : label;
    }

    /** @param wrongSize that the page states; null if the size that it states can be right */
    private @Nullable PageWarning warning(int number, boolean empty, @Nullable PDRectangle wrongSize) {
        String missing = leftOut.heard() == null ? reader.lost() : leftOut.heard();
        if (missing != null) {
            return empty ? PageWarnings.unreadable(number, missing) : PageWarnings.incomplete(number, missing);
        }
        if (number == 1 && !pages.inOrder()) {
            return PageWarnings.orderUnknown(number);
        }
        return wrongSize == null
                ? null
                : PageWarnings.sizeWrong(
                        number, "%,.0f x %,.0f points".formatted(wrongSize.getWidth(), wrongSize.getHeight()));
    }

    private static PageWarning unreadable(int number, Throwable e) {
        return PageWarnings.unreadable(number, PdfExtractor.why(e));
    }
}
