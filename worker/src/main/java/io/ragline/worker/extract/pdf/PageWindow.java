package io.ragline.worker.extract.pdf;

import io.ragline.model.Page;
import io.ragline.worker.extract.PageSink;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Holds back a few pages, so that what the body text looks like is known before the first page, a title page perhaps,
 * is cut into headings and paragraphs, and that what runs along with the pages shows.
 */
final class PageWindow {
    private static final int AHEAD = 6;

    private final PageSink sink;
    private final int pages;
    private final boolean keepsMargins;
    private final PagePictures pictures;
    private final Deque<ReadPage> waiting = new ArrayDeque<>();
    /** Of the pages that wait and of as many before them. */
    private final Deque<PageMargins> margins = new ArrayDeque<>();

    private final FontProfile profile = new FontProfile();
    private final Hyphenation hyphenation = new Hyphenation();

    /**
     * @param pages of the whole document
     * @param keepsMargins whether running headers, footers and page numbers stay where they stand
     */
    PageWindow(PageSink sink, int pages, boolean keepsMargins, PagePictures pictures) {
        this.sink = sink;
        this.pages = pages;
        this.keepsMargins = keepsMargins;
        this.pictures = pictures;
    }

    void add(ReadPage page) {
        profile.add(page.rows());
        page.tables().forEach(t -> t.cells().forEach(cell -> profile.add(cell.lines())));
        page.rows().forEach(row -> row.segments().forEach(segment -> hyphenation.learn(segment.text())));
        margins.add(PageMargins.of(page));
        pictures.learn(page);
        waiting.add(page);
        if (waiting.size() > AHEAD) {
            emit(waiting.remove());
        }
    }

    void flush() {
        while (!waiting.isEmpty()) {
            emit(waiting.remove());
        }
    }

    private void emit(ReadPage page) {
        if (page.warning() != null) {
            sink.warning(page.warning());
        }
        RunningLines running = runningLines(page);
        Set<Row> setAside = keepsMargins ? Set.of() : running.rows();
        List<Row> rows =
                page.rows().stream().filter(row -> !setAside.contains(row)).toList();
        PageGeometry geometry = page.geometry();
        sink.page(new Page(
                page.number(),
                page.label() != null ? page.label() : running.printedNumber().orElse(null),
                geometry.shownWidth(),
                geometry.shownHeight(),
                pictures.addTo(page, Blocks.of(rows, page.tables(), geometry, hyphenation, profile))));
    }

    private RunningLines runningLines(ReadPage page) {
        while (margins.getFirst().page() < page.number() - AHEAD) {
            margins.remove();
        }
        PageMargins own = margins.stream()
                .filter(m -> m.page() == page.number())
                .findFirst()
                .orElseThrow();
        List<PageMargins> around = margins.stream().filter(m -> m != own).toList();
        return new RunningLines(own, around, profile.bodySize(), pages, page.label());
    }
}
