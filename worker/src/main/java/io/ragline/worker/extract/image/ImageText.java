package io.ragline.worker.extract.image;

import io.ragline.model.Box;
import io.ragline.model.TextBlock;
import io.ragline.model.TextBlock.Kind;
import io.ragline.model.TextLine;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.PageWarnings;
import io.ragline.worker.extract.ocr.Ocr;
import io.ragline.worker.extract.ocr.OcrException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes blocks of the pictures within a document: what recognition reads in them, else {@code image on page N}. A
 * document may be full of them, so recognition has a share of time for each page; for one document, by one thread.
 */
public final class ImageText {
    /** Smaller ones are icons, bullets and lines. */
    private static final int LEAST_SIDE = 48;

    private static final long NANOS_PER_PAGE = 15_000_000_000L;

    private final Ocr ocr;
    private final PageSink sink;
    private int page;
    private long spent;

    /** @param sink is told what could not be read, and says whether pictures are wanted */
    public ImageText(Ocr ocr, PageSink sink) {
        this.ocr = ocr;
        this.sink = sink;
    }

    /** What stands for a picture of which nothing is known but its place. */
    public static String placeholder(int page) {
        return "image on page " + page;
    }

    /** Whether its pixels are of any use: else {@link #unread} says as much of a picture. */
    public boolean looksAtPixels() {
        return ocr.available() || sink.wantsPictures();
    }

    /** A picture that nobody looks at. */
    public ReadImage unread(int pageNumber, @Nullable Box box) {
        return new ReadImage(block(placeholder(pageNumber), box), null);
    }

    /**
     * A picture that is a file within the document, of any format that is read.
     *
     * @return empty if it is too small to say anything, or no picture that can be read
     */
    public Optional<ReadImage> of(byte[] file, int pageNumber) {
        try (ImageFile image = ImageFile.of(file)) {
            if (image.width(0) < LEAST_SIDE || image.height(0) < LEAST_SIDE) {
                return Optional.empty();
            }
            return Optional.of(of(image.read(0), Ocr.UNKNOWN_DPI, pageNumber, null));
        } catch (IOException | RuntimeException e) {
            sink.warning(PageWarnings.notRecognised(pageNumber, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    /**
     * A picture whose pixels are known.
     *
     * @param dpi pixels per inch; {@link Ocr#UNKNOWN_DPI} if not known
     * @param box where it stands on its page; null where the format has no places
     */
    public ReadImage of(BufferedImage image, int dpi, int pageNumber, @Nullable Box box) {
        String read = read(image, dpi, pageNumber);
        String text = read.isEmpty() ? placeholder(pageNumber) : read;
        return new ReadImage(block(text, box), sink.wantsPictures() ? SmallPicture.png(image) : null);
    }

    private static TextBlock block(String text, @Nullable Box box) {
        List<TextLine> lines = box == null ? List.of() : List.of(new TextLine(0, text.length(), box));
        return new TextBlock(Kind.IMAGE, 0, text, lines);
    }

    private String read(BufferedImage image, int dpi, int pageNumber) {
        if (pageNumber != page) {
            page = pageNumber;
            spent = 0;
        }
        if (!ocr.available() || spent > NANOS_PER_PAGE) {
            return "";
        }
        long start = System.nanoTime();
        try {
            return ocr.read(image, dpi).text();
        } catch (OcrException e) {
            sink.warning(PageWarnings.notRecognised(pageNumber, String.valueOf(e.getMessage())));
            return "";
        } finally {
            spent += System.nanoTime() - start;
        }
    }
}
