package io.ragline.worker.extract.pdf;

import io.ragline.model.Box;
import io.ragline.worker.extract.image.ImageText;
import io.ragline.worker.extract.image.ReadImage;
import io.ragline.worker.extract.pdf.PageRenderer.Rendered;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads figures by cutting them out of the page's picture: so masks, strips and what is drawn on top of them are as a
 * reader of the page sees them.
 */
final class FigureReader {
    private static final double COARSEST_DPI = 150;
    private static final int SAMPLES = 64;
    /** Of 255. What varies less is a coloured area, a shadow or a gradient so soft that it shows nothing. */
    private static final int LEAST_CONTRAST = 24;

    private final ImageText imageText;

    FigureReader(ImageText imageText) {
        this.imageText = imageText;
    }

    /** How fine the page's picture must be to show all that the figures have. */
    static double dpi(List<PageImages.Picture> figures, PageGeometry geometry) {
        double finest =
                figures.stream().mapToDouble(PageImages.Picture::dpi).max().orElse(0);
        return Math.max(COARSEST_DPI, finest / geometry.unit());
    }

    /** @param picture of the whole page */
    List<ReadImage> read(ReadPage page, Rendered picture, List<PageImages.Picture> figures) {
        List<ReadImage> images = new ArrayList<>();
        for (PageImages.Picture figure : figures) {
            Box box = page.geometry().box(figure.place());
            BufferedImage part = cut(picture, box);
            if (part != null && showsSomething(part)) {
                images.add(imageText.of(part, picture.dpi(), page.number(), box));
            }
        }
        return images;
    }

    private static @Nullable BufferedImage cut(Rendered page, Box box) {
        float scale = page.pixelsPerPoint();
        int left = Math.clamp(Math.round(box.x() * scale), 0, page.image().getWidth());
        int top = Math.clamp(Math.round(box.y() * scale), 0, page.image().getHeight());
        int width = Math.min(Math.round(box.width() * scale), page.image().getWidth() - left);
        int height = Math.min(Math.round(box.height() * scale), page.image().getHeight() - top);
        return width < 1 || height < 1 ? null : page.image().getSubimage(left, top, width, height);
    }

    private static boolean showsSomething(BufferedImage image) {
        int darkest = 255;
        int lightest = 0;
        for (int i = 0; i < SAMPLES; i++) {
            for (int j = 0; j < SAMPLES; j++) {
                int rgb = image.getRGB(i * image.getWidth() / SAMPLES, j * image.getHeight() / SAMPLES);
                int light = ((rgb >> 16 & 255) * 3 + (rgb >> 8 & 255) * 6 + (rgb & 255)) / 10;
                darkest = Math.min(darkest, light);
                lightest = Math.max(lightest, light);
            }
        }
        return lightest - darkest >= LEAST_CONTRAST;
    }
}
