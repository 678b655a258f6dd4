package io.ragline.worker.extract.text;

import io.ragline.model.Page;
import io.ragline.model.TextBlock;
import io.ragline.worker.extract.PageSink;
import java.util.ArrayList;
import java.util.List;

/** Hands out the one page of a format without pages, in parts of bounded size. */
final class PageParts {
    private static final int PART = 64 * 1_024;

    private final PageSink sink;
    private final List<TextBlock> blocks = new ArrayList<>();
    private int length;
    private boolean emitted;

    PageParts(PageSink sink) {
        this.sink = sink;
        sink.pages(1);
    }

    void add(TextBlock block) {
        blocks.add(block);
        length += block.text().length();
        if (length >= PART) {
            emit();
        }
    }

    /** The last part; an empty file has one empty page. */
    void finish() {
        if (!emitted || !blocks.isEmpty()) {
            emit();
        }
    }

    private void emit() {
        sink.page(new Page(1, null, 0, 0, blocks));
        blocks.clear();
        length = 0;
        emitted = true;
    }
}
