package io.ragline.worker.extract.rtf;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.Extractor;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.container.Damage;
import io.ragline.worker.extract.page.PageWriter;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/**
 * Reads RTF as one page, number 1: headings, lists with their numbers, tables, footnotes behind the paragraph that they belong
 * to. Hidden and deleted text is left out, and so are pictures, and headers and footers of pages.
 */
public final class RtfExtractor implements Extractor {
    private final int maxPages;

    public RtfExtractor(int maxPages) {
        this.maxPages = maxPages;
    }

    @Override
    public void extract(Source source, PageSink sink) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(source.file()))) {
            PageWriter page = new PageWriter(sink, maxPages);
            page.start(null);
            sink.info(RtfBody.write(in, page));
            page.end();
        } catch (IOException e) {
            throw new RaglineException(ErrorCode.DOCUMENT_UNREADABLE, "The file is damaged: " + Damage.of(e), e);
        }
    }
}
