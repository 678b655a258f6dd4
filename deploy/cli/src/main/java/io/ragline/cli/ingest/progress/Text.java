package io.ragline.cli.ingest.progress;

import java.text.NumberFormat;
import java.time.Duration;
import java.util.Locale;

/** How numbers and names are written in one line of a terminal. */
final class Text {

    private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB"};

    private Text() {}

    /** {@code 1,024}. */
    static String count(long number) {
        return NumberFormat.getIntegerInstance(Locale.ROOT).format(number);
    }

    /** {@code 1 file}, {@code 1,024 files}. */
    static String files(long number) {
        return count(number) + (number == 1 ? " file" : " files");
    }

    /** {@code 512 B}, {@code 3.4 GB}; a kilobyte is 1,000 bytes. */
    static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        while (value >= 999.95 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, value < 99.95 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
    }

    /** {@code 40 s}, {@code 4 min}, {@code 3 h 10 min}: no finer than it can be foreseen. */
    static String left(Duration left) {
        long seconds = Math.max(1, left.toSeconds());
        if (seconds < 90) {
            return (seconds < 10 ? seconds : (seconds + 4) / 5 * 5) + " s";
        }
        long minutes = (seconds + 30) / 60;
        if (minutes < 90) {
            return minutes + " min";
        }
        return minutes < 48 * 60 ? minutes / 60 + " h " + minutes % 60 / 10 * 10 + " min" : minutes / 60 / 24 + " days";
    }

    /** A name without what a terminal would take for a command, or a line break. */
    static String plain(String name) {
        return name.replaceAll("\\p{Cntrl}|[\\u0080-\\u009F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]", "?");
    }

    /** The end of a text that does not fit, since names differ in their ends; {@code …} stands for the rest. */
    static String fit(String text, int columns, String ellipsis) {
        if (width(text) <= columns) {
            return text;
        }
        int from = text.length();
        int room = columns - ellipsis.length();
        while (from > 0) {
            int codePoint = text.codePointBefore(from);
            room -= width(codePoint);
            if (room < 0) {
                break;
            }
            from -= Character.charCount(codePoint);
        }
        return ellipsis + text.substring(from);
    }

    /** The beginning of a text that does not fit. */
    static String cut(String text, int columns) {
        int room = columns;
        int to = 0;
        while (to < text.length()) {
            int codePoint = text.codePointAt(to);
            room -= width(codePoint);
            if (room < 0) {
                break;
            }
            to += Character.charCount(codePoint);
        }
        return text.substring(0, to);
    }

    /** How many columns a text takes. */
    static int width(String text) {
        return text.codePoints().map(Text::width).sum();
    }

    /** East Asian characters and emoji take two columns, marks upon others none. */
    private static int width(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = codePoint >= 0x1100 && codePoint <= 0x115F
                || codePoint >= 0x2E80 && codePoint <= 0xA4CF
                || codePoint >= 0xAC00 && codePoint <= 0xD7A3
                || codePoint >= 0xF900 && codePoint <= 0xFAFF
                || codePoint >= 0xFE30 && codePoint <= 0xFE6F
                || codePoint >= 0xFF00 && codePoint <= 0xFF60
                || codePoint >= 0xFFE0 && codePoint <= 0xFFE6
                || codePoint >= 0x1F300 && codePoint <= 0x1FAFF
                || codePoint >= 0x20000 && codePoint <= 0x3FFFD;
        return wide ? 2 : 1;
    }
}
