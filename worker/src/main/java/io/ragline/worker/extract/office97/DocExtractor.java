package io.ragline.worker.extract.office97;

import io.ragline.worker.extract.Attachments;
import io.ragline.worker.extract.ContainerExtractor;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.page.PageWriter;
import java.io.IOException;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hwpf.HWPFDocument;
import org.apache.poi.hwpf.HWPFOldDocument;
import org.apache.poi.hwpf.OldWordFileFormatException;
import org.apache.poi.hwpf.extractor.Word6Extractor;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/**
 * Reads DOC as one page, number 1, like DOCX; comments and text boxes stand at the end, since where they belong isn't told.
 * Of Word 6 and 95 the paragraphs are read.
 */
public final class DocExtractor implements ContainerExtractor {
    private final int maxPages;

    public DocExtractor(int maxPages) {
        this.maxPages = maxPages;
    }

    @Override
    public void extract(Source source, PageSink sink, Attachments attachments) {
        Container97.read(source, container -> {
            sink.info(Container97.info(container.getRoot()));
            PageWriter page = new PageWriter(sink, maxPages);
            page.start(null);
            try {
                HWPFDocument document = open(container);
                new DocText(document, page).write();
            } catch (OldWordFileFormatException e) {
                older(container, page);
            }
            if (container.getRoot().hasEntryCaseInsensitive("ObjectPool")
                    && container.getRoot().getEntryCaseInsensitive("ObjectPool") instanceof DirectoryNode pool) {
                Container97.embedded(pool, "_", page, attachments);
            }
            page.end();
        });
    }

    private static HWPFDocument open(POIFSFileSystem container) throws IOException {
        try {
            return new HWPFDocument(container);
        } catch (EncryptedDocumentException | OldWordFileFormatException e) {
            throw e;
        } catch (RuntimeException e) {
            throw Container97.damaged(e);
        }
    }

    private static void older(POIFSFileSystem container, PageWriter page) throws IOException {
        try (Word6Extractor text = new Word6Extractor(new HWPFOldDocument(container))) {
            for (String paragraph : text.getParagraphText()) {
                page.paragraph(paragraph);
            }
        }
    }
}
