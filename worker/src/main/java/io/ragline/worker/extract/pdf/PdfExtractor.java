package io.ragline.worker.extract.pdf;

import io.ragline.model.DocumentInfo;
import io.ragline.model.ErrorCode;
import io.ragline.model.PageWarning;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.Extractor;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.ocr.Ocr;
import io.ragline.worker.extract.pdf.info.PdfInfo;
import java.io.IOException;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;

/**
 * Reads PDF by PDFBox, from the file and page by page. A document that only its owner's password protects is read; one
 * that can't be opened without a password is {@code DOCUMENT_ENCRYPTED}. A page that can't be read is a warning and an
 * empty page.
 */
public final class PdfExtractor implements Extractor {
    private final int maxPages;
    private final boolean keepsMargins;
    private final Ocr ocr;

    /** @param maxPages a document with more is {@code DOCUMENT_TOO_MANY_PAGES} */
    public PdfExtractor(int maxPages) {
        this(maxPages, Ocr.NONE);
    }

    /** @param ocr reads scanned pages, and pictures on others */
    public PdfExtractor(int maxPages, Ocr ocr) {
        this(maxPages, ocr, false);
    }

    private PdfExtractor(int maxPages, Ocr ocr, boolean keepsMargins) {
        this.maxPages = maxPages;
        this.ocr = ocr;
        this.keepsMargins = keepsMargins;
    }

    /** One that leaves running headers, footers and page numbers in the text, to measure what setting them aside does. */
    public static PdfExtractor keepingMargins(int maxPages) {
        return new PdfExtractor(maxPages, Ocr.NONE, true);
    }

    @Override
    public void extract(Source source, PageSink sink) {
        try (RandomAccessReadBufferedFile file = new RandomAccessReadBufferedFile(source.file());
                OpenPdf pdf = open(file, source.password());
                LeftOut leftOut = LeftOut.listen()) {
            PDDocument document = pdf.document();
            PdfPages pages = PdfPages.of(document, maxPages, keepsMargins, leftOut);
            sink.pages(pages.count());
            PageWarning missing = pages.missing(pdf.statedPages());
            if (missing != null) {
                sink.warning(missing);
            }
            DocumentInfo info = PdfInfo.of(document, pages.all());
            if (!info.equals(DocumentInfo.NONE)) {
                sink.info(info);
            }
            PagePictures pictures = new PagePictures(document, ocr, sink);
            PageWindow window = new PageWindow(sink, pages.count(), keepsMargins, pictures);
            pages.forEach(window::add);
            window.flush();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    static OpenPdf open(RandomAccessReadBufferedFile file, @Nullable String password) throws IOException {
        boolean given = password != null && !password.isEmpty();
        try {
            return OpenPdf.of(file, password == null ? "" : password);
        } catch (InvalidPasswordException e) {
            if (!given) {
                throw encrypted(
                        "The PDF opens only with a password. Upload it with its password, or a copy without one.", e);
            }
            return openWithout(file);
        } catch (IOException e) {
            throw isLockedOtherwise(e) ? locked(e) : unreadable(e);
        } catch (RuntimeException | StackOverflowError e) {
            // the parser meets a file that breaks rules it relies on
            throw unreadable(e);
        }
    }

    /** A password may be given that isn't needed: the owner's is asked for by those who write only. */
    private static OpenPdf openWithout(RandomAccessReadBufferedFile file) throws IOException {
        try {
            file.seek(0);
            return OpenPdf.of(file, "");
        } catch (InvalidPasswordException e) {
            throw encrypted(
                    "The password does not open the PDF. Upload it with the right one, or a copy without any.", e);
        }
    }

    /** By a certificate, or by a handler of some vendor. */
    private static boolean isLockedOtherwise(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("security handler") || message.contains("decryption material");
    }

    private static RaglineException locked(IOException e) {
        return encrypted(
                "The PDF is locked by a certificate or in a way that is not known. Upload a copy without protection.",
                e);
    }

    private static RaglineException encrypted(String detail, IOException e) {
        return new RaglineException(ErrorCode.DOCUMENT_ENCRYPTED, detail, e);
    }

    static RaglineException unreadable(Throwable e) {
        return new RaglineException(ErrorCode.DOCUMENT_UNREADABLE, "The file is damaged or no PDF: " + why(e), e);
    }

    /** In words, also where Java has none. */
    static String why(Throwable e) {
        if (e instanceof StackOverflowError) {
            return "its objects are nested too deeply";
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
