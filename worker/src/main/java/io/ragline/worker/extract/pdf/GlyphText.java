package io.ragline.worker.extract.pdf;

import java.text.Bidi;
import java.text.Normalizer;

/** The characters of glyphs as they belong into text: ligatures spelled out, controls removed, logical order. */
final class GlyphText {
    /** What the Symbol and Wingdings fonts of office programs use as bullets, in the private use area. */
    private static final String SYMBOLS = "\uf0b7\uf0a7\uf06c\uf0d8\uf0fc\uf02d";

    private static final String BULLETS = "•••➢✓–";

    /** Stands for a letter of which the document doesn't say what it is. */
    static final char UNKNOWN = '\ufffd';

    private static final String OPENING = "([{<«‹≤";
    private static final String CLOSING = ")]}>»›≥";

    private GlyphText() {}

    /**
     * Without control, zero-width, byte-order and replacement characters, which say nothing; any white space becomes a
     * space.
     */
    static String clean(String raw) {
        if (raw.length() == 1) {
            char c = raw.charAt(0);
            if (c > ' ' && c < 0x7f) {
                return raw;
            }
        }
        StringBuilder clean = new StringBuilder(raw.length());
        raw.codePoints().forEach(c -> cleanInto(clean, c));
        return clean.toString();
    }

    private static void cleanInto(StringBuilder clean, int c) {
        if (isSpace(c)) {
            clean.append(' ');
        } else if (isPresentationForm(c)) {
            clean.append(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC)
                    .strip());
        } else if (SYMBOLS.indexOf(c) >= 0) {
            clean.append(BULLETS.charAt(SYMBOLS.indexOf(c)));
        } else if (!isInvisible(c)) {
            clean.appendCodePoint(c);
        }
    }

    private static boolean isSpace(int c) {
        return c == '\t' || c == '\n' || c == '\r' || Character.isSpaceChar(c);
    }

    /**
     * Latin ligatures, and Hebrew and Arabic letters in the shape they take on paper. Compatibility forms beyond these
     * are left alone: a superscript 2 or a micro sign means something.
     */
    private static boolean isPresentationForm(int c) {
        return c >= 0xfb00 && c <= 0xfdff || c >= 0xfe70 && c < 0xfeff;
    }

    private static boolean isInvisible(int c) {
        boolean zeroWidth = c == 0x200b || c == 0x2060 || c == 0xfeff;
        boolean unknown = c == UNKNOWN;
        boolean loneSurrogate = c >= 0xd800 && c <= 0xdfff;
        return Character.isISOControl(c) || zeroWidth || unknown || loneSurrogate || c == 0xfffe || c == 0xffff;
    }

    /** Composed accents, so that the same word always has the same characters. */
    static String compose(CharSequence text) {
        return Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? text.toString()
                : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    static boolean hasRightToLeft(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x0590 && isRightToLeft(c)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRightToLeft(char c) {
        byte directionality = Character.getDirectionality(c);
        return directionality == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || directionality == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    private static int direction(char c) {
        if (isRightToLeft(c)) {
            return 1;
        }
        return Character.isLetter(c) ? -1 : 0;
    }

    /** A line as it stands on paper, from left to right, in the order in which it is read. */
    static String logicalOrder(String visual) {
        boolean mostly = visual.chars().map(c -> direction((char) c)).sum() > 0;
        Bidi bidi = new Bidi(visual, mostly ? Bidi.DIRECTION_RIGHT_TO_LEFT : Bidi.DIRECTION_LEFT_TO_RIGHT);
        int runs = bidi.getRunCount();
        byte[] levels = new byte[runs];
        Integer[] order = new Integer[runs];
        for (int i = 0; i < runs; i++) {
            levels[i] = (byte) bidi.getRunLevel(i);
            order[i] = i;
        }
        Bidi.reorderVisually(levels, 0, order, 0, runs);
        StringBuilder logical = new StringBuilder(visual.length());
        for (int run : order) {
            String text = visual.substring(bidi.getRunStart(run), bidi.getRunLimit(run));
            logical.append((levels[run] & 1) == 0 ? text : reversed(text));
        }
        return logical.toString();
    }

    private static String reversed(String text) {
        StringBuilder reversed = new StringBuilder(text).reverse();
        for (int i = 0; i < reversed.length(); i++) {
            int opening = OPENING.indexOf(reversed.charAt(i));
            int closing = CLOSING.indexOf(reversed.charAt(i));
            if (opening >= 0) {
                reversed.setCharAt(i, CLOSING.charAt(opening));
            } else if (closing >= 0) {
                reversed.setCharAt(i, OPENING.charAt(closing));
            }
        }
        return reversed.toString();
    }
}
