package io.ragline.worker.extract.pdf;

import io.ragline.model.Box;
import io.ragline.model.TextBlock;
import io.ragline.model.TextLine;
import io.ragline.worker.extract.pdf.PageImages.Picture;
import java.util.Comparator;
import java.util.List;

/** Which pictures of a page of text say something: not the ornaments, the logos, the backgrounds. */
final class Figures {
    private static final double LEAST_SIDE = 40;
    private static final double LEAST_AREA = 6_400;
    private static final double MOST_STRETCHED = 12;
    private static final int FEWEST_PIXELS = 1_000;
    private static final double BACKGROUND_COVERS = 0.85;
    /** More of them on what is a picture mean that it is a background, or a scan whose text was recognised before. */
    private static final int MOST_LETTERS_ON_IT = 80;

    private static final int MOST_ON_A_PAGE = 16;

    private Figures() {}

    /**
     * The figures of a page, the largest if there are very many.
     *
     * @param blocks its text
     * @param fewWords whether the page has hardly any text, so that a picture of its size may be all that it is about
     */
    static List<Picture> of(ReadPage page, List<TextBlock> blocks, boolean fewWords, RepeatedImages repeated) {
        return page.images().pictures().stream()
                .filter(Figures::isLargeEnough)
                .filter(picture -> fewWords || !isBackground(picture, page.geometry()))
                .filter(picture -> lettersOn(page.geometry().box(picture.place()), blocks) <= MOST_LETTERS_ON_IT)
                .filter(picture -> !repeated.isRepeated(picture))
                .sorted(Comparator.comparingDouble(picture -> -area(picture)))
                .limit(MOST_ON_A_PAGE)
                .toList();
    }

    private static double area(Picture picture) {
        return picture.place().getWidth() * picture.place().getHeight();
    }

    private static boolean isLargeEnough(Picture picture) {
        double shorter = Math.min(picture.place().getWidth(), picture.place().getHeight());
        double longer = Math.max(picture.place().getWidth(), picture.place().getHeight());
        long pixels = picture.parts().stream().mapToLong(DrawnImage::pixels).sum();
        return shorter >= LEAST_SIDE
                && area(picture) >= LEAST_AREA
                && longer / shorter <= MOST_STRETCHED
                && pixels >= FEWEST_PIXELS;
    }

    private static boolean isBackground(Picture picture, PageGeometry geometry) {
        return area(picture) >= BACKGROUND_COVERS * geometry.width() * geometry.height();
    }

    private static int lettersOn(Box picture, List<TextBlock> blocks) {
        int letters = 0;
        for (TextBlock block : blocks) {
            for (TextLine line : block.lines()) {
                Box at = line.box();
                float x = at.x() + at.width() / 2 - picture.x();
                float y = at.y() + at.height() / 2 - picture.y();
                boolean inside = x >= 0 && x <= picture.width() && y >= 0 && y <= picture.height();
                letters += inside ? line.end() - line.start() : 0;
            }
        }
        return letters;
    }
}
