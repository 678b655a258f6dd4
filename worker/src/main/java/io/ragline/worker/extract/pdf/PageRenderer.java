package io.ragline.worker.extract.pdf;

import io.ragline.worker.extract.image.PixelLimit;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.filter.MissingImageReaderException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.jspecify.annotations.Nullable;

/** Pictures of pages, as a reader would show them, of bounded size. */
final class PageRenderer {
    /** That the images of a page may have together: they are unpacked before they are made smaller. */
    private static final long MOST_IMAGE_PIXELS = 200_000_000;

    private static final float FINEST = 300;
    private static final float COARSEST = 20;

    private final PDDocument document;
    private final FaultFinder renderer;

    PageRenderer(PDDocument document) {
        this.document = document;
        this.renderer = new FaultFinder(document);
    }

    /**
     * A page's picture.
     *
     * @param pixelsPerPoint of the page as shown
     * @param fault what is missing from it, for people; null if it is complete
     */
    record Rendered(
            BufferedImage image,
            float pixelsPerPoint,
            @Nullable String fault) {
        int dpi() {
            return Math.round(pixelsPerPoint * 72);
        }
    }

    /**
     * The picture of a page.
     *
     * @param dpi wanted; less if it would get too large
     * @throws IOException if it can't be rendered; its message says why
     */
    Rendered render(ReadPage page, double dpi, ImageType type) throws IOException {
        checkImages(page.images());
        PageGeometry geometry = page.geometry();
        double points = Math.max(1, (double) geometry.shownWidth() * geometry.shownHeight());
        double most = 72 * Math.sqrt(PixelLimit.pixels() / points);
        float fitting = (float) Math.min(Math.min(dpi, FINEST), most);
        if (fitting < COARSEST) {
            throw new IOException("the page is too large");
        }
        try {
            int index = page.number() - 1;
            // by its number, since this is how it is rendered; a damaged file may count otherwise
            Object found = document.getPage(index).getCOSObject();
            if (found != Objects.requireNonNull(page.images().page()).getCOSObject()) {
                throw new IOException("the file's pages are out of order");
            }
            BufferedImage image = renderer.draw(index, fitting * geometry.unit(), type);
            return new Rendered(image, fitting / 72, renderer.fault);
        } catch (RuntimeException | StackOverflowError e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void checkImages(PageImages images) throws IOException {
        if (images.pixels() > MOST_IMAGE_PIXELS) {
            throw new IOException("its images have %,d pixels, which is too many".formatted(images.pixels()));
        }
    }

    /** Notices what can't be drawn, and would otherwise only be missing from the picture. */
    private static final class FaultFinder extends PDFRenderer {
        private @Nullable String fault;

        FaultFinder(PDDocument document) {
            super(document);
            setSubsamplingAllowed(true);
        }

        BufferedImage draw(int index, float dpi, ImageType type) throws IOException {
            fault = null;
            return renderImageWithDPI(index, dpi, type);
        }

        @Override
        protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
            return new PageDrawer(parameters) {
                @Override
                protected int getSubsampling(PDImage image, AffineTransform at) {
                    int step = PixelLimit.step((double) image.getWidth() * image.getHeight());
                    return Math.max(step, super.getSubsampling(image, at));
                }

                @Override
                protected void operatorException(Operator operator, List<COSBase> operands, IOException e)
                        throws IOException {
                    fault = e instanceof MissingImageReaderException
                            ? "an image is JPEG 2000, which is not supported"
                            : "an image can't be decoded: " + e.getMessage();
                    super.operatorException(operator, operands, e);
                }
            };
        }
    }
}
