package io.ragline.worker.extract.ocr;

import io.ragline.model.TextBlock;
import java.awt.Rectangle;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a picture says.
 *
 * @param paragraphs in reading order, each its lines from top to bottom; none is empty
 */
public record RecognisedText(List<List<Line>> paragraphs) {
    public static final RecognisedText NOTHING = new RecognisedText(List.of());

    private static final int FEWEST_LETTERS = 3;

    public RecognisedText {
        paragraphs = paragraphs.stream().map(List::copyOf).toList();
    }

    /**
     * A line of text.
     *
     * @param text its words, parted by spaces
     * @param box where it stands, in pixels of the picture as it was given
     * @param upright whether it runs from left to right or right to left, not up or down
     */
    public record Line(String text, Rectangle box, boolean upright) {}

    /** Whether there is something to read, not just a smudge that looked like a letter. */
    public boolean isEmpty() {
        return letters() < FEWEST_LETTERS;
    }

    /** How many letters and digits it has. */
    public long letters() {
        return lines().stream()
                .flatMapToInt(line -> line.text().codePoints())
                .filter(Character::isLetterOrDigit)
                .count();
    }

    List<Line> lines() {
        return paragraphs.stream().flatMap(List::stream).toList();
    }

    /** As one text, a paragraph on each line. */
    public String text() {
        return blocks(1).stream().map(TextBlock::text).collect(Collectors.joining("\n"));
    }

    /**
     * As headings and paragraphs of a page that shows the picture.
     *
     * @param pointsPerPixel how large it is shown
     */
    public List<TextBlock> blocks(float pointsPerPixel) {
        return isEmpty() ? List.of() : new RecognisedBlocks(this, pointsPerPixel).build();
    }
}
