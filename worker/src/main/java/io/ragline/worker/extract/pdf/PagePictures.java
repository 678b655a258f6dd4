package io.ragline.worker.extract.pdf;

import io.ragline.model.Box;
import io.ragline.model.TextBlock;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.PageWarnings;
import io.ragline.worker.extract.image.ImageText;
import io.ragline.worker.extract.image.ReadImage;
import io.ragline.worker.extract.ocr.Ocr;
import io.ragline.worker.extract.ocr.OcrException;
import io.ragline.worker.extract.ocr.RecognisedText;
import io.ragline.worker.extract.pdf.PageRenderer.Rendered;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;

/**
 * Reads what a document's pages show in pictures. A page that is a scan gets the text that recognition finds on it; on a
 * page of text each picture that says something becomes an {@code IMAGE} among its blocks. A page with a text layer is
 * not recognised again.
 */
final class PagePictures {
    /** A scan may carry a stamp, a number or a date of real text; a page of text has more. */
    private static final int FEW_LETTERS = 60;

    private static final double SCAN_COVERS = 0.5;
    private static final double SCAN_DPI = 300;
    /** Enough to show a whole page to a vision model. */
    private static final double OVERVIEW_DPI = 100;

    private final PageRenderer renderer;
    private final Ocr ocr;
    private final PageSink sink;
    private final ImageText imageText;
    /** For pictures that recognition has had its turn at. */
    private final ImageText ocrDone;

    private final RepeatedImages repeated = new RepeatedImages();

    PagePictures(PDDocument document, Ocr ocr, PageSink sink) {
        this.renderer = new PageRenderer(document);
        this.ocr = ocr;
        this.sink = sink;
        this.imageText = new ImageText(ocr, sink);
        this.ocrDone = new ImageText(Ocr.NONE, sink);
    }

    /** Told of each page, some pages before {@link #addTo}. */
    void learn(ReadPage page) {
        repeated.learn(page.images());
    }

    /** The page's blocks, with those of its pictures; warns of what can't be read. */
    List<TextBlock> addTo(ReadPage page, List<TextBlock> blocks) {
        if (page.images().isEmpty() && !page.unknownLetters()) {
            return blocks;
        }
        long letters = letters(blocks);
        boolean scan = letters == 0 || letters < FEW_LETTERS && page.images().coverage(page.geometry()) >= SCAN_COVERS;
        if (!scan || !ocr.available()) {
            return letters == 0 ? withoutText(page, true) : figures(page, blocks, letters, imageText);
        }
        try {
            List<TextBlock> recognised = scan(page);
            if (letters(recognised) > letters) {
                return recognised;
            }
            return letters == 0 ? withoutText(page, true) : figures(page, blocks, letters, ocrDone);
        } catch (IOException | OcrException e) {
            sink.warning(PageWarnings.notRecognised(page.number(), String.valueOf(e.getMessage())));
            return letters == 0 ? withoutText(page, false) : figures(page, blocks, letters, ocrDone);
        }
    }

    private static long letters(List<TextBlock> blocks) {
        return blocks.stream()
                .flatMapToInt(block -> block.text().codePoints())
                .filter(Character::isLetterOrDigit)
                .count();
    }

    private List<TextBlock> scan(ReadPage page) throws IOException {
        Rendered picture = renderer.render(page, SCAN_DPI, ImageType.GRAY);
        RecognisedText text = ocr.read(picture.image(), picture.dpi());
        if (text.isEmpty() && picture.fault() != null) {
            throw new IOException(picture.fault());
        }
        return text.blocks(1 / picture.pixelsPerPoint());
    }

    /**
     * A page that shows something, but says nothing.
     *
     * @param warn whether that is to be said; if recognition failed, it has been
     */
    private List<TextBlock> withoutText(ReadPage page, boolean warn) {
        if (sink.wantsPictures()) {
            return overview(page);
        }
        if (warn) {
            sink.warning(
                    ocr.available()
                            ? PageWarnings.noTextRecognised(page.number())
                            : PageWarnings.withoutText(page.number()));
        }
        return List.of();
    }

    private List<TextBlock> overview(ReadPage page) {
        PageGeometry geometry = page.geometry();
        Box whole = new Box(0, 0, geometry.shownWidth(), geometry.shownHeight());
        try {
            Rendered picture = renderer.render(page, OVERVIEW_DPI, ImageType.RGB);
            ReadImage image = new ImageText(Ocr.NONE, sink).of(picture.image(), picture.dpi(), page.number(), whole);
            image.handOver(sink, page.number(), 0);
            return List.of(image.block());
        } catch (IOException e) {
            sink.warning(PageWarnings.notDescribed(page.number(), String.valueOf(e.getMessage())));
            return List.of();
        }
    }

    private List<TextBlock> figures(ReadPage page, List<TextBlock> blocks, long letters, ImageText reader) {
        List<PageImages.Picture> figures = Figures.of(page, blocks, letters < FEW_LETTERS, repeated);
        if (figures.isEmpty()) {
            return blocks;
        }
        List<ReadImage> images = read(page, figures, reader);
        List<TextBlock> all = new ArrayList<>(blocks);
        for (ReadImage image : images) {
            all.add(PicturePlace.of(image.block().lines().getFirst().box(), all), image.block());
        }
        for (ReadImage image : images) {
            image.handOver(sink, page.number(), all.indexOf(image.block()));
        }
        return all;
    }

    private List<ReadImage> read(ReadPage page, List<PageImages.Picture> figures, ImageText reader) {
        List<ReadImage> unread = figures.stream()
                .map(figure -> reader.unread(page.number(), page.geometry().box(figure.place())))
                .toList();
        if (!reader.looksAtPixels()) {
            return unread;
        }
        try {
            Rendered picture = renderer.render(page, FigureReader.dpi(figures, page.geometry()), ImageType.RGB);
            if (picture.fault() != null) {
                sink.warning(PageWarnings.notRecognised(page.number(), picture.fault()));
            }
            return new FigureReader(reader).read(page, picture, figures);
        } catch (IOException e) {
            sink.warning(PageWarnings.notRecognised(page.number(), String.valueOf(e.getMessage())));
            return unread;
        }
    }
}
