package io.ragline.worker.pages;

import java.text.Normalizer;
import java.util.Locale;

/**
 * What of a character counts when texts are compared. Whitespace, hyphens, bars, which chunks have between the cells of
 * tables, and what can't be seen count for nothing, ligatures as their letters, capitals as small ones, accented letters as plain ones, curly quotation marks as straight ones: so a
 * quote is found however it was wrapped, hyphenated or typed.
 */
final class Letters {
    static final char BAR = '|';

    private Letters() {}

    /** The letters that the character stands for; empty if it counts for nothing. */
    static String of(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint <= ' ' || codePoint == '-' || codePoint == BAR || codePoint == 0x7f
                    ? ""
                    : Character.toString(Character.toLowerCase(codePoint));
        }
        StringBuilder letters = new StringBuilder();
        Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .map(Letters::plain)
                .filter(Letters::counts)
                .forEach(letters::appendCodePoint);
        return letters.toString();
    }

    private static int plain(int codePoint) {
        return switch (codePoint) {
            case '\u2018', '\u2019', '\u201a', '\u201b', '\u2032' -> '\'';
            case '\u201c', '\u201d', '\u201e', '\u201f', '\u2033' -> '"';
            default -> codePoint;
        };
    }

    private static boolean counts(int codePoint) {
        return !Character.isSpaceChar(codePoint)
                && switch (Character.getType(codePoint)) {
                    case Character.DASH_PUNCTUATION, Character.CONTROL, Character.FORMAT, Character.NON_SPACING_MARK ->
                        false;
                    default -> codePoint != '\u2212' && codePoint != '\u00ad';
                };
    }

    /** Whether a word may end here: at a space, a hyphen or a bar, but not at what can't be seen. */
    static boolean separates(int codePoint) {
        return codePoint == BAR
                || Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || Character.getType(codePoint) == Character.DASH_PUNCTUATION;
    }
}
