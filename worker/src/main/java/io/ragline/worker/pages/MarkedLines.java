package io.ragline.worker.pages;

import io.ragline.model.Box;
import io.ragline.model.TextBlock;
import io.ragline.model.TextBlock.Kind;
import io.ragline.model.TextLine;
import java.util.List;

/**
 * The boxes of a stretch of a block's text. Of a line that it takes in as a whole, the line's box; of another, the part that
 * its characters take up by their usual widths, since where each of them stands is not kept.
 */
final class MarkedLines {
    private static final String NARROW = "ijlI|!.,:;'’‘`";
    private static final String SLIM = "frt()[]{}\"“”-/\\ ";
    private static final String WIDE = "mwMW%@—…";
    /** A box higher than wide by this is text that runs up or down. */
    private static final float UPRIGHT = 1.5f;

    private MarkedLines() {}

    static List<Box> of(PageText.Stretch stretch) {
        return stretch.block().lines().stream()
                .filter(line -> line.start() < stretch.end() && stretch.start() < line.end())
                .map(line -> part(stretch, line))
                .toList();
    }

    private static Box part(PageText.Stretch stretch, TextLine line) {
        TextBlock block = stretch.block();
        Box box = line.box();
        int from = Math.max(line.start(), stretch.start());
        int to = Math.min(line.end(), stretch.end());
        String text = block.text();
        boolean whole = from == line.start() && to == line.end();
        if (whole || block.kind() == Kind.TABLE || runsUpOrDown(line)) {
            return box;
        }
        float all = width(block.kind(), text, line.start(), line.end());
        float before = width(block.kind(), text, line.start(), from) / all;
        float marked = width(block.kind(), text, from, to) / all;
        return switch (direction(text, line)) {
            case LEFT_TO_RIGHT -> new Box(box.x() + before * box.width(), box.y(), marked * box.width(), box.height());
            case RIGHT_TO_LEFT ->
                new Box(box.x() + (1 - before - marked) * box.width(), box.y(), marked * box.width(), box.height());
            case BOTH -> box;
        };
    }

    private static boolean runsUpOrDown(TextLine line) {
        return line.end() - line.start() > 2
                && line.box().height() > UPRIGHT * line.box().width();
    }

    private enum Direction {
        LEFT_TO_RIGHT,
        RIGHT_TO_LEFT,
        BOTH
    }

    private static Direction direction(String text, TextLine line) {
        boolean left = false;
        boolean right = false;
        for (int i = line.start(); i < line.end(); i++) {
            switch (Character.getDirectionality(text.charAt(i))) {
                case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> left = true;
                case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC ->
                    right = true;
                default -> {
                    // digits and signs go with the rest
                }
            }
        }
        if (left && right) {
            return Direction.BOTH;
        }
        return right ? Direction.RIGHT_TO_LEFT : Direction.LEFT_TO_RIGHT;
    }

    private static float width(Kind kind, String text, int from, int to) {
        float width = 0;
        for (int i = from; i < to; i++) {
            width += kind == Kind.CODE ? 1 : width(text.charAt(i));
        }
        return width;
    }

    /** In thousandths of the size, as in usual fonts. */
    private static float width(char character) {
        if (NARROW.indexOf(character) >= 0) {
            return 250;
        }
        if (SLIM.indexOf(character) >= 0) {
            return 320;
        }
        if (WIDE.indexOf(character) >= 0) {
            return 830;
        }
        if (Character.isIdeographic(character)) {
            return 1000;
        }
        return switch (Character.getType(character)) {
            case Character.UPPERCASE_LETTER -> 680;
            case Character.NON_SPACING_MARK, Character.FORMAT -> 0.001f;
            default -> 540;
        };
    }
}
