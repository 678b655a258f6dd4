package io.ragline.worker.extract.pdf;

import java.text.Normalizer;

/** The characters of glyphs as they belong into text: ligatures spelled out, controls removed. */
final class GlyphText {
    /** What the Symbol and Wingdings fonts of office programs use as bullets, in the private use area. */
    private static final String SYMBOLS = "\uf0b7\uf0a7\uf06c\uf0d8\uf0fc\uf02d";

    private static final String BULLETS = "•••➢✓–";

    /** Stands for a letter of which the document doesn't say what it is. */
    static final char UNKNOWN = '\ufffd';

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

    static boolean hasLeftToRight(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.getDirectionality(text.charAt(i)) == Character.DIRECTIONALITY_LEFT_TO_RIGHT) {
                return true;
            }
        }
        return false;
    }

    static boolean isRightToLeft(char c) {
        byte directionality = Character.getDirectionality(c);
        return directionality == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || directionality == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    /** Whether most of its letters are written from right to left. */
    static boolean runsLeftwards(String text) {
        return hasRightToLeft(text) && leftwardsLetters(text) > 0.5;
    }

    /** The share of its letters that are written from right to left; 1 if it has none. */
    static double leftwardsLetters(String text) {
        int letters = 0;
        int leftwards = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLetter(text.charAt(i))) {
                letters++;
                leftwards += isRightToLeft(text.charAt(i)) ? 1 : 0;
            }
        }
        return letters == 0 ? 1 : leftwards / (double) letters;
    }

    /**
     * What one glyph stands for. Some programs note for a glyph the letters of a whole line around it: if these are of
     * both directions, its own are those from left to right, since these have a glyph each.
     */
    static String ofOneGlyph(String text) {
        if (text.length() < 2 || !hasRightToLeft(text)) {
            return text;
        }
        String own = text.codePoints()
                .filter(c -> Character.getDirectionality(c) == Character.DIRECTIONALITY_LEFT_TO_RIGHT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return own.isEmpty() ? text : own;
    }
}
