package io.ragline.worker.extract.image;

import io.ragline.model.Box;
import io.ragline.model.ErrorCode;
import io.ragline.model.Page;
import io.ragline.model.RaglineException;
import io.ragline.model.TextBlock;
import io.ragline.worker.extract.Extractor;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.PageWarnings;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.ocr.Ocr;
import io.ragline.worker.extract.ocr.OcrException;
import io.ragline.worker.extract.ocr.RecognisedText;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads files that are pictures: a photo of a letter, a screenshot, a fax of many pages. Each picture is a page, a point
 * large for each of its pixels, since few pictures know how large they are on paper. Text that is recognised comes as
 * headings and paragraphs; for a model that can tell what a picture shows, the page has an {@code IMAGE} as well.
 */
public final class ImageExtractor implements Extractor {
    /** A page with more letters is a page of text, whose picture says little beside. */
    private static final int MANY_LETTERS = 500;

    private static final String ADVICE =
            "Install Tesseract (tesseract-ocr) where the worker runs, or configure a vision model (ragline.vision).";

    private final int maxPages;
    private final Ocr ocr;

    public ImageExtractor(int maxPages, Ocr ocr) {
        this.maxPages = maxPages;
        this.ocr = ocr;
    }

    @Override
    public void extract(Source source, PageSink sink) {
        if (!ocr.available() && !sink.wantsPictures()) {
            throw new RaglineException(
                    ErrorCode.DOCUMENT_WITHOUT_TEXT,
                    "The file is an image, and nothing is set up that could read it. " + ADVICE);
        }
        try (ImageFile file = ImageFile.of(source.file())) {
            int count = count(file);
            if (count > maxPages) {
                throw new RaglineException(
                        ErrorCode.DOCUMENT_TOO_MANY_PAGES,
                        "The file has %,d pictures; up to %,d are read. Split it and upload the parts."
                                .formatted(count, maxPages));
            }
            sink.pages(count);
            new Pages(file, ExifOrientation.of(source.file(), source.mediaType()), ocr, sink).readAll(count);
        } catch (IOException e) {
            throw unreadable(e.getMessage(), e);
        }
    }

    private static int count(ImageFile file) throws IOException {
        try {
            return file.count();
        } catch (RuntimeException e) {
            throw unreadable(e.getMessage(), e);
        }
    }

    private static RaglineException unreadable(@Nullable String why, @Nullable Throwable e) {
        return new RaglineException(ErrorCode.DOCUMENT_UNREADABLE, "The image can't be read: " + why, e);
    }

    /** The pictures of one file, one after the other. */
    private static final class Pages {
        private final ImageFile file;
        private final ExifOrientation orientation;
        private final Ocr ocr;
        private final PageSink sink;
        private int unreadable;
        private boolean anything;
        private @Nullable String lastTrouble;

        Pages(ImageFile file, ExifOrientation orientation, Ocr ocr, PageSink sink) {
            this.file = file;
            this.orientation = orientation;
            this.ocr = ocr;
            this.sink = sink;
        }

        void readAll(int count) {
            for (int page = 1; page <= count; page++) {
                read(page);
            }
            if (unreadable == count) {
                throw ImageExtractor.unreadable(lastTrouble, null);
            }
            if (!anything) {
                throw new RaglineException(
                        ErrorCode.DOCUMENT_WITHOUT_TEXT,
                        "No text was recognised in the image. A vision model that is configured (ragline.vision)"
                                + " could describe it.");
            }
        }

        private void read(int page) {
            BufferedImage image;
            float pointsPerPixel;
            try {
                image = file.read(page - 1);
                pointsPerPixel = file.width(page - 1) / (float) image.getWidth();
            } catch (IOException | RuntimeException e) {
                unreadable++;
                lastTrouble = e.getMessage() == null ? e.toString() : e.getMessage();
                sink.warning(PageWarnings.unreadable(page, lastTrouble));
                sink.page(new Page(page, null, 0, 0, List.of()));
                return;
            }
            show(page, orientation.upright(image), pointsPerPixel);
        }

        private void show(int page, BufferedImage image, float pointsPerPixel) {
            float width = image.getWidth() * pointsPerPixel;
            float height = image.getHeight() * pointsPerPixel;
            RecognisedText text = recognise(page, image);
            List<TextBlock> blocks = new ArrayList<>();
            if (sink.wantsPictures() && text.letters() < MANY_LETTERS) {
                ReadImage picture =
                        new ImageText(Ocr.NONE, sink).of(image, Ocr.UNKNOWN_DPI, page, new Box(0, 0, width, height));
                picture.handOver(sink, page, 0);
                blocks.add(picture.block());
            }
            blocks.addAll(text.blocks(pointsPerPixel));
            if (blocks.isEmpty()) {
                sink.warning(PageWarnings.noTextRecognised(page));
            }
            anything |= !blocks.isEmpty();
            sink.page(new Page(page, null, width, height, blocks));
        }

        private RecognisedText recognise(int page, BufferedImage image) {
            try {
                return ocr.read(image, Ocr.UNKNOWN_DPI);
            } catch (OcrException e) {
                sink.warning(PageWarnings.notRecognised(page, String.valueOf(e.getMessage())));
                return RecognisedText.NOTHING;
            }
        }
    }
}
