package io.ragline.worker.chunk;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where the sentences of a text are: the JDK's sentence rules, corrected where they take an abbreviation, an initial or
 * a list number for the end of a sentence. A line break always ends one, since blocks hold none where the source only
 * wraps.
 */
public final class Sentences {
    /** Before a name or a lower-case word: these never end a sentence. */
    private static final Set<String> ALWAYS = Set.of(
            "mr", "mrs", "ms", "dr", "prof", "rev", "gen", "sen", "rep", "gov", "capt", "lt", "col", "sgt", "st", "hon",
            "e.g", "i.e", "cf", "vs", "viz", "al", "approx", "ca", "bzw", "z.b", "d.h", "bspw", "vgl", "sog", "bzgl",
            "evtl", "ggf", "inkl", "u.a", "u.ä", "o.ä", "s.o", "s.u");

    /** These go on only when a number (or a bracket) follows: "Fig. 3", but "See the fig. The …". */
    private static final Set<String> BEFORE_NUMBER = Set.of(
            "fig", "figs", "eq", "eqs", "no", "nos", "nr", "vol", "vols", "p", "pp", "sec", "secs", "ch", "chap", "ref",
            "refs", "tab", "art", "para", "pt", "abb", "kap", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
            "sept", "oct", "nov", "dec");

    private static final int LONGEST_ABBREVIATION = 8;

    private Sentences() {}

    /** A stretch of a text, without the white space around it. */
    public record Range(int start, int end) {
        public Range {
            if (start < 0 || end <= start) {
                throw new IllegalArgumentException("No sentence can go from %d to %d".formatted(start, end));
            }
        }

        public String of(String text) {
            return text.substring(start, end);
        }
    }

    /** The sentences of {@code text} in order; all between them is white space. */
    public static List<Range> of(String text) {
        List<Range> found = new ArrayList<>();
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        int lineStart = 0;
        while (lineStart < text.length()) {
            int lineEnd = text.indexOf('\n', lineStart);
            lineEnd = lineEnd < 0 ? text.length() : lineEnd;
            ofLine(text, lineStart, lineEnd, breaks, found);
            lineStart = lineEnd + 1;
        }
        return found;
    }

    private static void ofLine(String text, int from, int to, BreakIterator breaks, List<Range> found) {
        String line = text.substring(from, to);
        breaks.setText(line);
        int start = 0;
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            if (end < line.length() && goesOn(line, start, end)) {
                continue;
            }
            addTrimmed(text, from + start, from + end, found);
            start = end;
        }
    }

    private static void addTrimmed(String text, int from, int to, List<Range> found) {
        int start = from;
        int end = to;
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        if (end > start) {
            found.add(new Range(start, end));
        }
    }

    private static boolean goesOn(String line, int start, int breakAt) {
        int end = breakAt;
        while (end > start && isSpace(line.charAt(end - 1))) {
            end--;
        }
        if (end == start || line.charAt(end - 1) != '.') {
            return false;
        }
        int word = end - 1;
        while (word > start && !isSpace(line.charAt(word - 1)) && "([\"“".indexOf(line.charAt(word - 1)) < 0) {
            word--;
        }
        String last = line.substring(word, end - 1);
        return isInitial(last)
                || isFirstOfTwo(last, line, breakAt)
                || isAbbreviation(last, line.charAt(breakAt))
                || isListNumber(line, start, word, last);
    }

    /** "J." of a name, "U.S." of a country. */
    private static boolean isInitial(String word) {
        int length = word.length();
        return length > 0
                && Character.isUpperCase(word.charAt(length - 1))
                && (length == 1 || word.charAt(length - 2) == '.');
    }

    /** "z. B.", "i. d. R.": a small letter of an abbreviation whose next part is a capital with a dot of its own. */
    private static boolean isFirstOfTwo(String word, String line, int next) {
        return word.length() == 1
                && Character.isLowerCase(word.charAt(0))
                && next + 1 < line.length()
                && Character.isUpperCase(line.charAt(next))
                && line.charAt(next + 1) == '.';
    }

    private static boolean isAbbreviation(String word, char next) {
        if (word.length() > LONGEST_ABBREVIATION) {
            return false;
        }
        String lower = word.toLowerCase(Locale.ROOT);
        return ALWAYS.contains(lower) || (BEFORE_NUMBER.contains(lower) && (Character.isDigit(next) || next == '('));
    }

    /** "12." that starts a line numbers what follows. */
    private static boolean isListNumber(String line, int start, int word, String last) {
        return line.substring(start, word).isBlank()
                && !last.isEmpty()
                && last.length() <= 3
                && last.chars().allMatch(Character::isDigit);
    }

    static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
    }
}
