package io.ragline.worker.extract.pdf;

import io.ragline.model.Page;
import io.ragline.worker.extract.PageSink;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Holds back a few pages, so that what the body text looks like is known before the first page, a title page perhaps,
 * is cut into headings and paragraphs.
 */
final class PageWindow {
    private static final int AHEAD = 6;

    private final PageSink sink;
    private final Deque<ReadPage> waiting = new ArrayDeque<>();
    private final FontProfile profile = new FontProfile();
    private final Hyphenation hyphenation = new Hyphenation();

    PageWindow(PageSink sink) {
        this.sink = sink;
    }

    void add(ReadPage page) {
        profile.add(page.rows());
        page.tables().forEach(t -> t.cells().forEach(cell -> profile.add(cell.lines())));
        page.rows().forEach(row -> row.segments().forEach(segment -> hyphenation.learn(segment.text())));
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
        PageGeometry geometry = page.geometry();
        sink.page(new Page(
                page.number(),
                page.label(),
                geometry.shownWidth(),
                geometry.shownHeight(),
                Blocks.of(page.rows(), page.tables(), geometry, hyphenation, profile)));
    }
}
