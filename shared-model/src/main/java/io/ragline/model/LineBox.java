package io.ragline.model;

/**
 * Where a part of a line stands. Only the whole line's box is known, so the part gets a share of it by the usual widths of
 * its characters: the mean of Helvetica and Times, which is a few points off in other fonts. In a line that runs from right
 * to left the share is counted from the right. The characters of code are all of one width.
 *
 * <p>The part gets the whole box where a share would be a guess: in a line of both directions, and in a box that is no
 * single horizontal line around its text, such as a cell of a table with several lines, text that runs upwards, or a picture.
 */
final class LineBox {
    /** Widths of the characters from the space to the tilde, in hundredths of the font's size. */
    private static final byte[] WIDTHS = {
        28, 33, 41, 56, 56, 91, 77, 20, 35, 35, 47, 61, 28, 35, 28, 29, 56, 56, 56, 56, 56, 56, 56, 56, 56, 56, 29, 29,
                61, 61,
        61, 53, 102, 74, 71, 73, 77, 68, 62, 79, 77, 33, 47, 74, 62, 91, 77, 79, 64, 79, 73, 64, 65, 77, 74, 100, 74,
                74, 65, 33,
        29, 33, 50, 56, 35, 53, 56, 50, 56, 53, 33, 56, 56, 27, 27, 53, 27, 85, 56, 56, 56, 56, 35, 47, 29, 56, 53, 77,
                53, 53,
        50, 44, 24, 44, 59
    };

    private static final int FIRST = ' ';
    private static final float CAPITAL = 70;
    private static final float LETTER = 53;
    private static final float WIDE = 100;
    /** Of every character of code. */
    private static final float EVEN = 60;

    /** A line is about as many times wider than high as its text is wide in sizes of its font; this much less or more is none. */
    private static final float NARROWEST = 0.5f;

    private static final float WIDEST = 2;

    private LineBox() {}

    /** Where {@code text[from, to)} stands if {@code text[start, end)} stands in {@code box}. */
    static Box part(CharSequence text, int start, int end, Box box, int from, int to) {
        return part(text, start, end, box, from, to, false);
    }

    /** @param even whether all characters are of one width */
    static Box part(CharSequence text, int start, int end, Box box, int from, int to, boolean even) {
        if (from <= start && to >= end) {
            return box;
        }
        float all = width(text, start, end, even);
        if (!isLine(box, all) || isOfBothDirections(text, start, end)) {
            return box;
        }
        float before = width(text, start, from, even) / all * box.width();
        float width = width(text, from, to, even) / all * box.width();
        float left = isFromRight(text, start, end) ? box.width() - before - width : before;
        return new Box(box.x() + Math.max(0, left), box.y(), width, box.height());
    }

    private static boolean isLine(Box box, float hundredths) {
        float expected = hundredths / 100 * box.height();
        return expected > 0 && box.width() >= NARROWEST * expected && box.width() <= WIDEST * expected;
    }

    private static float width(CharSequence text, int from, int to, boolean even) {
        if (even) {
            return EVEN * (to - from);
        }
        float width = 0;
        for (int i = from; i < to; i++) {
            width += width(text.charAt(i));
        }
        return width;
    }

    private static float width(char c) {
        if (c >= FIRST && c < FIRST + WIDTHS.length) {
            return WIDTHS[c - FIRST];
        }
        if (Character.isIdeographic(c)) {
            return WIDE;
        }
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER -> CAPITAL;
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            // kana and hangul are as wide as ideographs
            case Character.OTHER_LETTER -> c >= '\u1100' ? WIDE : LETTER;
            case Character.SPACE_SEPARATOR -> WIDTHS[0];
            default -> LETTER;
        };
    }

    private static boolean isFromRight(CharSequence text, int start, int end) {
        return text.subSequence(start, end).chars().anyMatch(c -> isFromRight(Character.getDirectionality((char) c)));
    }

    private static boolean isOfBothDirections(CharSequence text, int start, int end) {
        return isFromRight(text, start, end)
                && text.subSequence(start, end)
                        .chars()
                        .anyMatch(c -> Character.getDirectionality((char) c) == Character.DIRECTIONALITY_LEFT_TO_RIGHT);
    }

    private static boolean isFromRight(byte directionality) {
        return directionality == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || directionality == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
