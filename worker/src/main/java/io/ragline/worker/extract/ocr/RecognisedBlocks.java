package io.ragline.worker.extract.ocr;

import io.ragline.model.Box;
import io.ragline.model.TextBlock;
import io.ragline.model.TextBlock.Kind;
import io.ragline.model.TextLine;
import io.ragline.worker.extract.ocr.RecognisedText.Line;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;

/** Makes blocks of recognised paragraphs: their lines joined, and what is set much larger than the rest a heading. */
final class RecognisedBlocks {
    private static final float LARGER = 1.4f;
    private static final float MUCH_LARGER = 1.9f;
    private static final int MAX_HEADING = 120;
    private static final int MAX_HEADING_LINES = 2;
    /** Fewer say little about how large the text of the page is. */
    private static final int FEWEST_LINES = 4;

    private final RecognisedText text;
    private final float pointsPerPixel;
    private final double bodyHeight;

    RecognisedBlocks(RecognisedText text, float pointsPerPixel) {
        this.text = text;
        this.pointsPerPixel = pointsPerPixel;
        this.bodyHeight = bodyHeight(text.lines());
    }

    /** The height that most of the text has; 0 if there is too little of it. */
    private static double bodyHeight(List<Line> lines) {
        if (lines.size() < FEWEST_LINES) {
            return 0;
        }
        List<Line> byHeight =
                lines.stream().sorted((a, b) -> height(a) - height(b)).toList();
        long half = lines.stream().mapToLong(line -> line.text().length()).sum() / 2;
        long passed = 0;
        for (Line line : byHeight) {
            passed += line.text().length();
            if (passed > half) {
                return height(line);
            }
        }
        return 0;
    }

    private static int height(Line line) {
        Rectangle box = line.box();
        return line.upright() ? box.height : box.width;
    }

    List<TextBlock> build() {
        return text.paragraphs().stream().map(this::block).toList();
    }

    private TextBlock block(List<Line> paragraph) {
        StringBuilder words = new StringBuilder();
        List<TextLine> places = new ArrayList<>();
        for (Line line : paragraph) {
            if (!words.isEmpty() && !joinHyphen(words, line.text())) {
                words.append(' ');
            }
            int start = words.length();
            words.append(line.text());
            places.add(new TextLine(start, words.length(), box(line.box())));
        }
        int level = level(paragraph, words.length());
        return new TextBlock(level > 0 ? Kind.HEADING : Kind.PARAGRAPH, level, words.toString(), cut(places, words));
    }

    /** Joins a word that the end of a line broke; true if it did. */
    private static boolean joinHyphen(StringBuilder words, String next) {
        int last = words.length() - 1;
        boolean broken = last > 0
                && (words.charAt(last) == '-' || words.charAt(last) == '\u2010')
                && Character.isLowerCase(words.charAt(last - 1))
                && Character.isLowerCase(next.codePointAt(0));
        if (broken) {
            words.setLength(last);
        }
        return broken;
    }

    /** A line that lost its hyphen ends one character earlier: where the next begins. */
    private static List<TextLine> cut(List<TextLine> places, StringBuilder words) {
        List<TextLine> cut = new ArrayList<>(places.size());
        for (int i = 0; i < places.size(); i++) {
            TextLine place = places.get(i);
            int limit = i + 1 < places.size() ? places.get(i + 1).start() : words.length();
            cut.add(new TextLine(place.start(), Math.min(place.end(), limit), place.box()));
        }
        return cut;
    }

    private int level(List<Line> paragraph, int length) {
        if (bodyHeight == 0 || length > MAX_HEADING || paragraph.size() > MAX_HEADING_LINES) {
            return 0;
        }
        long letters = paragraph.stream()
                .flatMapToInt(line -> line.text().codePoints())
                .filter(Character::isLetter)
                .count();
        double ratio =
                paragraph.stream().mapToInt(RecognisedBlocks::height).min().orElse(0) / bodyHeight;
        if (ratio < LARGER || letters < 3 || letters * 2 < length) {
            return 0;
        }
        return ratio >= MUCH_LARGER ? 1 : 2;
    }

    private Box box(Rectangle pixels) {
        return new Box(
                pixels.x * pointsPerPixel,
                pixels.y * pointsPerPixel,
                pixels.width * pointsPerPixel,
                pixels.height * pointsPerPixel);
    }
}
