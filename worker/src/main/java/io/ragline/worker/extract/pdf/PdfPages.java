package io.ragline.worker.extract.pdf;

import io.ragline.model.ErrorCode;
import io.ragline.model.PageWarning;
import io.ragline.model.RaglineException;
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
            List<Glyph> entries = reader.annotations();
            List<Glyph> glyphs = new ArrayList<>(reader.glyphs());
            glyphs.addAll(entries);
            TableReader tables = new TableReader(glyphs, geometry, reader.lines(page.getCropBox()));
            List<Row> rows = rows(tables.flow(), entries);
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
                    null);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return ReadPage.unreadable(number, label(number), geometry, unreadable(number, e));
        }
    }

    /** @param entries those among the glyphs that the page itself doesn't draw */
    private static List<Row> rows(List<Glyph> glyphs, List<Glyph> entries) {
        Set<Glyph> added = Collections.newSetFromMap(new IdentityHashMap<>());
        added.addAll(entries);
        Map<Boolean, List<Glyph>> parts = glyphs.stream().collect(Collectors.partitioningBy(added::contains));
        List<Segment> drawn = ReadingOrder.of(Segments.of(parts.getOrDefault(false, List.of())));
        return Row.of(ReadingOrder.with(drawn, Segments.of(parts.getOrDefault(true, List.of()))));
    }

    private @Nullable String label(int number) {
        String label = labels == null || number > labels.length ? null : labels[number - 1];
        return label == null || label.isBlank() ? null : label;
    }

    private static PageWarning unreadable(int number, Throwable e) {
        return PageWarnings.unreadable(number, e.getMessage() == null ? e.toString() : e.getMessage());
    }
}
