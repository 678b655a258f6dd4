package io.ragline.worker.extract.page;

/** What remains of a text when everything that only serves its looks is gone. */
public final class CleanText {
    private CleanText() {}

    /**
     * Without control characters, soft hyphens and marks of no width; white space becomes a single space, line breaks
     * stay. Stripped.
     */
    public static String of(CharSequence text) {
        StringBuilder clean = new StringBuilder(text.length());
        boolean space = false;
        boolean lineBreak = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' || c == '\u000b' || c == '\u2028' || c == '\u2029') {
                lineBreak = true;
            } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                space = true;
            } else if (!isInvisible(c)) {
                if (!clean.isEmpty() && lineBreak) {
                    clean.append('\n');
                } else if (!clean.isEmpty() && space) {
                    clean.append(' ');
                }
                clean.append(c);
                space = false;
                lineBreak = false;
            }
        }
        return clean.toString();
    }

    /** As {@link #of}, on one line. */
    public static String line(CharSequence text) {
        return of(text).replace('\n', ' ');
    }

    /** Of program code: its spaces and line breaks mean something. */
    static String code(CharSequence text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\t' || !Character.isISOControl(c) && !isInvisible(c)) {
                clean.append(c == '\u00a0' ? ' ' : c);
            } else if (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n')) {
                clean.append('\n');
            }
        }
        return clean.toString().stripTrailing();
    }

    private static boolean isInvisible(char c) {
        return Character.isISOControl(c)
                || c == '\u00ad'
                || c == '\u200b'
                || c == '\u2060'
                || c == '\ufeff'
                || c == '\ufffe'
                || c == '\uffff'
                || c == '\ufffc';
    }
}
