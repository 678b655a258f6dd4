package io.ragline.worker.extract.text;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** The lines of a text, without control characters; a line without end comes in pieces. */
final class TextLines {
    static final int MAX_LINE = 16 * 1_024;

    private final Reader text;
    private int last = -1;

    TextLines(Reader text) {
        this.text = text;
    }

    /** Without its line break; null at the end. */
    @Nullable
    String next() throws IOException {
        StringBuilder line = new StringBuilder();
        int c = text.read();
        if (c == '\n' && last == '\r') {
            c = text.read();
        }
        if (c < 0) {
            return null;
        }
        while (c >= 0 && !isBreak(c)) {
            append(line, (char) c);
            if (mayCut(line, (char) c)) {
                last = c;
                return line.toString();
            }
            c = text.read();
        }
        last = c;
        return line.toString();
    }

    /** At a space if there is one in time, and never within a surrogate pair. */
    private static boolean mayCut(StringBuilder line, char c) {
        boolean atSpace = line.length() >= MAX_LINE && Character.isWhitespace(c);
        return atSpace || line.length() >= MAX_LINE + 1_024 && !Character.isHighSurrogate(c);
    }

    private static boolean isBreak(int c) {
        return c == '\n' || c == '\r' || c == '\f' || c == '\u0085' || c == '\u2028' || c == '\u2029';
    }

    private static void append(StringBuilder line, char c) {
        if (c == '\t' || c == '\u00a0') {
            line.append(' ');
        } else if (!Character.isISOControl(c) && c != '\ufeff' && c != '\u00ad' && c != '\u200b') {
            line.append(c);
        }
    }
}
