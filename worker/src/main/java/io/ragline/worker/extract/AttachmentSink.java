package io.ragline.worker.extract;

import io.ragline.model.DocumentInfo;
import io.ragline.model.Page;
import io.ragline.model.PageWarning;
import org.jspecify.annotations.Nullable;

/**
 * Lets the pages of an attachment follow on those of the document that holds it, and remembers what the sink behind it
 * threw: that stops the whole reading, while whatever is wrong with the attachment doesn't.
 */
final class AttachmentSink implements PageSink {
    private final CountedSink sink;
    private final String name;
    private final int before;
    private @Nullable RuntimeException stopped;

    AttachmentSink(CountedSink sink, String name) {
        this.sink = sink;
        this.name = name;
        this.before = sink.count();
    }

    @Override
    public void pages(int total) {
        pass(() -> sink.pages(before + total));
    }

    /** What an attachment says about itself isn't said of the document. */
    @Override
    public void info(DocumentInfo info) {}

    @Override
    public void page(Page page) {
        String label = page.label() == null ? name : name + ": " + page.label();
        pass(() -> sink.page(new Page(before + page.number(), label, page.width(), page.height(), page.blocks())));
    }

    @Override
    public boolean wantsPictures() {
        return sink.wantsPictures();
    }

    @Override
    public void picture(Picture picture) {
        pass(() -> sink.picture(new Picture(before + picture.page(), picture.block(), picture.png())));
    }

    @Override
    public void warning(PageWarning warning) {
        pass(() ->
                sink.warning(new PageWarning(before + warning.page(), warning.code(), name + ": " + warning.detail())));
    }

    @Override
    public void waiting() {
        pass(sink::waiting);
    }

    private void pass(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            stopped = e;
            throw e;
        }
    }

    /** Throws again what the sink threw, if it did. */
    void rethrow() {
        if (stopped != null) {
            throw stopped;
        }
    }
}
