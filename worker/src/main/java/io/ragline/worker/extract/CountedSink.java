package io.ragline.worker.extract;

import io.ragline.model.DocumentInfo;
import io.ragline.model.Page;
import io.ragline.model.PageWarning;

/** Counts the pages that pass. */
final class CountedSink implements PageSink {
    private final PageSink sink;
    private int count;

    CountedSink(PageSink sink) {
        this.sink = sink;
    }

    /** How many pages there are, as far as is known. */
    int count() {
        return count;
    }

    @Override
    public void pages(int total) {
        count = Math.max(count, total);
        sink.pages(count);
    }

    @Override
    public void info(DocumentInfo info) {
        sink.info(info);
    }

    @Override
    public void page(Page page) {
        count = Math.max(count, page.number());
        sink.page(page);
    }

    @Override
    public boolean wantsPictures() {
        return sink.wantsPictures();
    }

    @Override
    public void picture(Picture picture) {
        sink.picture(picture);
    }

    @Override
    public void warning(PageWarning warning) {
        sink.warning(warning);
    }

    @Override
    public void waiting() {
        sink.waiting();
    }
}
