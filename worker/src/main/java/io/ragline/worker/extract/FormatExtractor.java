package io.ragline.worker.extract;

import io.ragline.blob.DocumentType;
import io.ragline.blob.MediaTypeSniffer;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.epub.EpubExtractor;
import io.ragline.worker.extract.image.ImageExtractor;
import io.ragline.worker.extract.mail.MailExtractor;
import io.ragline.worker.extract.mail.OutlookExtractor;
import io.ragline.worker.extract.markup.HtmlExtractor;
import io.ragline.worker.extract.ocr.Ocr;
import io.ragline.worker.extract.office.DocxExtractor;
import io.ragline.worker.extract.office.PptxExtractor;
import io.ragline.worker.extract.office.ProtectedOffice;
import io.ragline.worker.extract.office.XlsxExtractor;
import io.ragline.worker.extract.office97.DocExtractor;
import io.ragline.worker.extract.office97.PptExtractor;
import io.ragline.worker.extract.office97.XlsExtractor;
import io.ragline.worker.extract.opendocument.FlatOpenDocumentExtractor;
import io.ragline.worker.extract.opendocument.OpenDocumentExtractor;
import io.ragline.worker.extract.pdf.PdfExtractor;
import io.ragline.worker.extract.rtf.RtfExtractor;
import io.ragline.worker.extract.text.CsvExtractor;
import io.ragline.worker.extract.text.MarkdownExtractor;
import io.ragline.worker.extract.text.PlainTextExtractor;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * Reads each format by the extractor for it, in this process; then the files that it holds, as pages that follow on its
 * own. A file inside that can't be read is a warning, and so is one with which the document would have too many pages.
 * What an extractor needs is loaded when its format is first met.
 */
public final class FormatExtractor implements Extractor {
    private final int maxPages;
    private final Ocr ocr;

    private FormatExtractor(int maxPages, Ocr ocr) {
        this.maxPages = maxPages;
        this.ocr = ocr;
    }

    /** Every format that Ragline reads, where no text in pictures can be recognised. */
    public static FormatExtractor ofAllFormats(int maxPages) {
        return ofAllFormats(maxPages, Ocr.NONE);
    }

    /** Every format that Ragline reads. */
    public static FormatExtractor ofAllFormats(int maxPages, Ocr ocr) {
        return new FormatExtractor(maxPages, ocr);
    }

    /** @param maxPages how many more the document may have */
    private Extractor extractor(DocumentType type, int maxPages) {
        return switch (type) {
            case PDF -> new PdfExtractor(maxPages, ocr);
            case PLAIN_TEXT -> new PlainTextExtractor();
            case MARKDOWN -> new MarkdownExtractor();
            case HTML -> new HtmlExtractor(maxPages);
            case CSV -> new CsvExtractor(maxPages);
            case RTF -> new RtfExtractor(maxPages);
            case EPUB -> new EpubExtractor(maxPages);
            case MAIL -> new MailExtractor(maxPages);
            case OUTLOOK -> new OutlookExtractor(maxPages);
            case DOCX -> new DocxExtractor(maxPages);
            case XLSX -> new XlsxExtractor(maxPages);
            case PPTX -> new PptxExtractor(maxPages);
            case OOXML_PROTECTED -> new ProtectedOffice(maxPages);
            case DOC -> new DocExtractor(maxPages);
            case XLS -> new XlsExtractor(maxPages);
            case PPT -> new PptExtractor(maxPages);
            case ODT, ODS, ODP -> new OpenDocumentExtractor(maxPages);
            case FLAT_OPEN_DOCUMENT -> new FlatOpenDocumentExtractor(maxPages);
            case PNG, JPEG, TIFF, BMP, GIF, WEBP -> new ImageExtractor(maxPages, ocr);
        };
    }

    @Override
    public void extract(Source source, PageSink sink) {
        CountedSink counted = new CountedSink(sink);
        read(source, counted, counted, new SpooledAttachments.Budget(), 0);
    }

    /**
     * @param sink takes the pages
     * @param all behind {@code sink}, counts those of the whole document
     */
    private void read(Source source, PageSink sink, CountedSink all, SpooledAttachments.Budget budget, int depth) {
        DocumentType type = DocumentType.of(source.mediaType()).orElseThrow(() -> unsupported(source));
        Extractor extractor = extractor(type, maxPages - all.count());
        if (!(extractor instanceof ContainerExtractor container)) {
            extractor.extract(source, sink);
            return;
        }
        try (SpooledAttachments attachments = new SpooledAttachments(sink, budget)) {
            container.extract(source, sink, attachments);
            for (SpooledAttachments.Kept attachment : attachments.kept()) {
                readAttachment(attachment, source, sink, all, budget, depth + 1);
            }
        } catch (IOException e) {
            throw new RaglineException(
                    ErrorCode.DOCUMENT_UNREADABLE, "Temporary files can't be kept: " + e.getMessage(), e);
        }
    }

    private void readAttachment(
            SpooledAttachments.Kept attachment,
            Source holder,
            PageSink holderSink,
            CountedSink all,
            SpooledAttachments.Budget budget,
            int depth)
            throws IOException {
        int page = attachment.page();
        String name = attachment.name();
        if (Files.size(attachment.file()) == 0) {
            return;
        }
        Optional<String> type = new MediaTypeSniffer().sniff(attachment.file(), name);
        if (type.isEmpty()) {
            holderSink.warning(PageWarnings.attachmentSkipped(page, name, "files of its type are not read"));
            return;
        }
        if (depth > SpooledAttachments.Budget.MAX_DEPTH) {
            holderSink.warning(PageWarnings.attachmentSkipped(page, name, "it lies too deep within other files"));
            return;
        }
        if (all.count() >= maxPages) {
            holderSink.warning(PageWarnings.attachmentSkipped(page, name, tooManyPages()));
            return;
        }
        AttachmentSink sink = new AttachmentSink(all, name);
        try {
            read(new Source(attachment.file(), type.get(), holder.password()), sink, all, budget, depth);
        } catch (RuntimeException | StackOverflowError e) {
            sink.rethrow();
            holderSink.warning(PageWarnings.attachmentUnreadable(page, name, reason(e)));
        }
    }

    private String reason(Throwable e) {
        if (!(e instanceof RaglineException known)) {
            return e.toString();
        }
        return known.code() == ErrorCode.DOCUMENT_TOO_MANY_PAGES ? tooManyPages() : known.detail();
    }

    private String tooManyPages() {
        return "with it the document has more than %,d pages".formatted(maxPages);
    }

    private static RaglineException unsupported(Source source) {
        return new RaglineException(
                ErrorCode.DOCUMENT_TYPE_UNSUPPORTED, "Files of type %s can't be read".formatted(source.mediaType()));
    }
}
