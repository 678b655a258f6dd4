package io.ragline.worker.extract.pdf;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.picture.Png;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Draws pages of PDFs by PDFBox: turned and cropped as a viewer shows them, on white. */
public final class PagePicture {
    private static final String PDF = "application/pdf";
    private static final float POINTS_PER_INCH = 72;

    private final long maxPixels;

    /** @param maxPixels a picture with more is refused */
    public PagePicture(long maxPixels) {
        this.maxPixels = maxPixels;
    }

    /**
     * Draws a page into {@code target}.
     *
     * @throws RaglineException as {@link io.ragline.worker.extract.PageRenderer#draw} has it
     */
    public void draw(Source source, int page, int dpi, Path target) {
        if (!source.mediaType().equals(PDF)) {
            throw unavailable("Only PDFs have pages that can be shown; this is %s.".formatted(source.mediaType()));
        }
        try (RandomAccessReadBufferedFile file = new RandomAccessReadBufferedFile(source.file());
                OpenPdf pdf = open(file, source)) {
            PDDocument document = pdf.document();
            PDPage shown = only(document, page);
            PageBox.mend(shown);
            PageGeometry geometry = PageGeometry.of(shown);
            refuseIfTooLarge(geometry, dpi);
            PDFRenderer renderer = new PDFRenderer(document);
            renderer.setSubsamplingAllowed(true);
            BufferedImage image = renderer.renderImageWithDPI(0, dpi * geometry.unit(), ImageType.RGB);
            Png.write(image, target);
        } catch (IOException e) {
            throw PdfExtractor.unreadable(e);
        }
    }

    private static OpenPdf open(RandomAccessReadBufferedFile file, Source source) throws IOException {
        try {
            return PdfExtractor.open(file, source.password());
        } catch (RaglineException e) {
            throw e.code() == ErrorCode.DOCUMENT_ENCRYPTED
                    ? unavailable("The PDF opens only with a password, and passwords are not kept."
                            + " So its pages can't be shown.")
                    : e;
        }
    }

    /**
     * Makes that page the document's only one. The renderer finds pages by the counts that the file states, which may be
     * wrong; reading goes through the tree instead, and both have to mean the same page.
     */
    private static PDPage only(PDDocument document, int number) {
        Iterator<PDPage> pages = document.getPages().iterator();
        int count = 0;
        PDPage page = null;
        while (count < number && pages.hasNext()) {
            page = pages.next();
            count++;
        }
        if (page == null || count < number) {
            throw new RaglineException(
                    ErrorCode.PAGE_NOT_FOUND,
                    "There is no page %,d: the document has %,d pages.".formatted(number, count));
        }
        // what the page inherits comes through its own parent, which stays as it is
        COSArray kids = new COSArray();
        kids.add(page.getCOSObject());
        COSDictionary root = new COSDictionary();
        root.setItem(COSName.TYPE, COSName.PAGES);
        root.setItem(COSName.KIDS, kids);
        root.setInt(COSName.COUNT, 1);
        document.getDocumentCatalog().getCOSObject().setItem(COSName.PAGES, root);
        return page;
    }

    private void refuseIfTooLarge(PageGeometry geometry, int dpi) {
        double inches = (double) geometry.shownWidth() * geometry.shownHeight() / (POINTS_PER_INCH * POINTS_PER_INCH);
        double pixels = inches * dpi * dpi;
        if (!(pixels <= maxPixels)) {
            throw unavailable(("At %d dpi the picture of the page (%.0f x %.0f points) would have %,.0f million pixels;"
                            + " the limit is %,d million. Ask for %.0f dpi or less.")
                    .formatted(
                            dpi,
                            geometry.shownWidth(),
                            geometry.shownHeight(),
                            pixels / 1e6,
                            maxPixels / 1_000_000,
                            Math.floor(Math.sqrt(maxPixels / inches))));
        }
    }

    private static RaglineException unavailable(String why) {
        return new RaglineException(ErrorCode.PAGE_IMAGE_UNAVAILABLE, why);
    }
}
