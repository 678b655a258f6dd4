package io.ragline.worker.extract.pdf;

import java.io.IOException;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdfparser.PDFParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/**
 * A document that is open.
 *
 * @param statedPages how many pages the file says it has; PDFBox puts the number right in a damaged one, and it would no
 *     longer show that pages are gone
 */
record OpenPdf(PDDocument document, int statedPages) implements AutoCloseable {
    /** Streams that have to be unpacked go to a temporary file beyond this. */
    private static final long STREAM_BYTES_IN_MEMORY = 16L << 20;

    static OpenPdf of(RandomAccessReadBufferedFile file, String password) throws IOException {
        Parser parser = new Parser(file, password);
        PDDocument document = parser.parse();
        return new OpenPdf(document, parser.statedPages);
    }

    @Override
    public void close() throws IOException {
        document.close();
    }

    private static final class Parser extends PDFParser {
        private int statedPages;

        Parser(RandomAccessReadBufferedFile file, String password) throws IOException {
            super(file, password, null, null, MemoryUsageSetting.setupMixed(STREAM_BYTES_IN_MEMORY).streamCache);
        }

        @Override
        protected void checkPages(@Nullable COSDictionary root) throws IOException {
            COSDictionary pages = root == null ? null : root.getCOSDictionary(COSName.PAGES);
            statedPages = pages == null ? 0 : pages.getInt(COSName.COUNT, 0);
            super.checkPages(root);
        }
    }
}
