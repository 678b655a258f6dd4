package io.ragline.blob;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a text parts its values, told by its first records: the delimiter that gives nearly every record the same number of
 * values.
 *
 * @param delimiter comma, semicolon, tab or bar
 * @param columns of most records, 2 or more
 * @param records how many were looked at
 * @param share of the records that have as many columns, above 0 and up to 1
 * @param spaced share of delimiters that a space follows, as in prose
 */
public record DelimitedText(char delimiter, int columns, int records, double share, double spaced) {
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final int MAX_RECORDS = 200;
    private static final int MAX_COLUMNS = 1_000;
    private static final double NAMED_SHARE = 0.7;
    private static final double PROSE = 0.5;

    /**
     * Of a text that calls itself one of values.
     *
     * @param beginning whole records are looked at only, unless it is the whole text
     */
    public static Optional<DelimitedText> of(String beginning, boolean whole) {
        return best(beginning, whole).filter(found -> found.share >= NAMED_SHARE);
    }

    /** Of a text that may be anything: only if nothing speaks against it. */
    static Optional<DelimitedText> surely(String beginning, boolean whole) {
        return best(beginning, whole)
                .filter(found -> found.share == 1
                        && found.records >= 5
                        && found.spaced < PROSE
                        && found.columns >= (found.delimiter == '\t' ? 2 : 3)
                        && found.delimiter != '|');
    }

    private static Optional<DelimitedText> best(String beginning, boolean whole) {
        List<DelimitedText> found = new ArrayList<>();
        for (char delimiter : DELIMITERS) {
            new Records(beginning, delimiter, whole).shape().ifPresent(found::add);
        }
        return found.stream()
                .max(Comparator.comparingDouble(DelimitedText::share).thenComparingInt(DelimitedText::columns));
    }

    /** Counts the columns of each record; quotes hold delimiters and line breaks. */
    private static final class Records {
        private final String text;
        private final char delimiter;
        private final Map<Integer, Integer> byColumns = new HashMap<>();
        private int records;
        private int delimiters;
        private int spaced;

        Records(String text, char delimiter, boolean whole) {
            this.text = text;
            this.delimiter = delimiter;
            int at = 0;
            while (at < text.length() && records < MAX_RECORDS) {
                int end = record(at, whole);
                if (end < 0) {
                    break;
                }
                at = end;
            }
        }

        /** Where the next one starts; negative if this one isn't all there. */
        private int record(int from, boolean whole) {
            int columns = 1;
            boolean quoted = false;
            boolean fresh = true;
            int at = from;
            for (; at < text.length(); at++) {
                char c = text.charAt(at);
                if (quoted) {
                    quoted = c != '"';
                } else if (c == '"' && (fresh || at > from && text.charAt(at - 1) == '"')) {
                    quoted = true;
                } else if (c == '\n' || c == '\r') {
                    break;
                } else if (c == delimiter) {
                    columns++;
                    delimiters++;
                    spaced += at + 1 < text.length() && text.charAt(at + 1) == ' ' ? 1 : 0;
                }
                fresh = c == delimiter || fresh && c == ' ';
            }
            if (at >= text.length() && (!whole || quoted)) {
                return -1;
            }
            if (at > from) {
                records++;
                byColumns.merge(Math.min(columns, MAX_COLUMNS), 1, Integer::sum);
            }
            return at + 1;
        }

        Optional<DelimitedText> shape() {
            return byColumns.entrySet().stream()
                    .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .filter(most -> most.getKey() >= 2 && records >= 2)
                    .map(most -> new DelimitedText(
                            delimiter,
                            most.getKey(),
                            records,
                            (double) most.getValue() / records,
                            (double) spaced / delimiters));
        }
    }
}
