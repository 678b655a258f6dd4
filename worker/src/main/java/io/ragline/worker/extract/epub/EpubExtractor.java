package io.ragline.worker.extract.epub;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.Extractor;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.PageWarnings;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.container.Damage;
import io.ragline.worker.extract.container.ZipContainer;
import io.ragline.worker.extract.markup.HtmlBlocks;
import io.ragline.worker.extract.markup.HtmlDocument;
import io.ragline.worker.extract.page.PageWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/**
 * Reads EPUB: a page for each file in reading order, labelled with its title in the table of contents. One that can't be read
 * is a warning. A book under copy protection is {@code DOCUMENT_ENCRYPTED}.
 */
public final class EpubExtractor implements Extractor {
    private final int maxPages;

    public EpubExtractor(int maxPages) {
        this.maxPages = maxPages;
    }

    @Override
    public void extract(Source source, PageSink sink) {
        try (ZipContainer zip = ZipContainer.open(source.file())) {
            EpubFiles files = new EpubFiles(zip);
            if (files.areEncrypted()) {
                throw new RaglineException(ErrorCode.DOCUMENT_ENCRYPTED, "The book is under copy protection");
            }
            Book book = Book.of(files);
            List<Book.Chapter> chapters = book.chapters();
            PageWriter page = new PageWriter(sink, maxPages);
            page.announce(Math.max(1, chapters.size()));
            sink.info(book.info());
            for (Book.Chapter chapter : chapters) {
                page.start(chapter.title());
                read(files, chapter, page);
            }
            page.end();
        } catch (IOException e) {
            throw new RaglineException(ErrorCode.DOCUMENT_UNREADABLE, "The book is damaged: " + Damage.of(e), e);
        }
    }

    private static void read(EpubFiles files, Book.Chapter chapter, PageWriter page) {
        HtmlDocument html;
        try {
            byte[] content = files.content(chapter.file());
            html = HtmlDocument.parse(() -> new ByteArrayInputStream(content), content.length, null);
        } catch (IOException e) {
            page.warn(PageWarnings.unreadable(page.number(), chapter.file() + ": " + e.getMessage()));
            return;
        }
        new HtmlBlocks(page).write(html.body());
    }
}
