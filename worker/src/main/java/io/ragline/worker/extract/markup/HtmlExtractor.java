package io.ragline.worker.extract.markup;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.Extractor;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.container.Damage;
import io.ragline.worker.extract.page.PageWriter;
import java.io.IOException;
import java.nio.file.Files;

/** Reads HTML and XHTML as one page, number 1. It has to be parsed as a whole, so there is a limit to its size. */
public final class HtmlExtractor implements Extractor {
    private final int maxPages;

    public HtmlExtractor(int maxPages) {
        this.maxPages = maxPages;
    }

    @Override
    public void extract(Source source, PageSink sink) {
        try {
            HtmlDocument html =
                    HtmlDocument.parse(() -> Files.newInputStream(source.file()), Files.size(source.file()), null);
            sink.info(html.info());
            PageWriter page = new PageWriter(sink, maxPages);
            page.start(null);
            new HtmlBlocks(page).write(html.content());
            page.end();
        } catch (IOException e) {
            throw new RaglineException(ErrorCode.DOCUMENT_UNREADABLE, "The page can't be read: " + Damage.of(e), e);
        }
    }
}
