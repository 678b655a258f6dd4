package io.ragline.worker.answer;

import io.ragline.worker.chunk.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer as a model wrote it, taken apart: what it says, and where it refers to which passages. Models write {@code [1]},
 * {@code [1, 2]}, {@code [1-3]}, {@code [1][2]}, {@code ([1])}, {@code [[1]]} and {@code 【1†source】}, behind a sentence or before it.
 * What stands in code is left alone.
 *
 * @param plain the answer without the marks, and without what only stood around them
 * @param marks in order
 * @param code where code stands in the plain text
 */
record CitationMarks(String plain, List<Mark> marks, List<Sentences.Range> code) {
    private static final String SPACE = "[ \\t\\u00A0]*";
    private static final String REFERENCE =
            "(?:\\[\\^?(?:passage )?\\d{1,9}(?:\\s*[-–,;]\\s*\\d{1,9})*](?!\\()|【\\d{1,9}[^】]{0,40}】)";
    private static final String REFERENCES = "%s(?:%s[,;/&]?%s%s)*".formatted(REFERENCE, SPACE, SPACE, REFERENCE);
    private static final String INTRODUCED =
            "(?:(?:see|cf\\.?|siehe|vgl\\.?|voir|sources?|quellen?|passages?|refs?\\.?):?\\s+)?";
    private static final Pattern MARK = Pattern.compile(
            "(?<code>```.*?(?:```|\\z)|`[^`\\n]*`)|%1$s(?:\\(%1$s%2$s%3$s%1$s\\)|\\[%1$s%3$s%1$s](?!\\()|%3$s)"
                    .formatted(SPACE, INTRODUCED, REFERENCES),
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern PART = Pattern.compile("【(\\d+)[^】]*】|(\\d+)(?:\\s*[-–]\\s*(\\d+))?");
    private static final int LONGEST_RANGE = 100;

    /**
     * A reference, or several that stand together.
     *
     * @param at offset in the plain text
     * @param leads whether it stands before what it refers to
     * @param numbers of the passages that it names, whether there are such or not
     */
    record Mark(int at, boolean leads, List<Integer> numbers) {}

    static CitationMarks in(String answer) {
        StringBuilder plain = new StringBuilder();
        List<Mark> marks = new ArrayList<>();
        List<Sentences.Range> code = new ArrayList<>();
        Matcher matcher = MARK.matcher(answer);
        int from = 0;
        while (matcher.find()) {
            if (matcher.group("code") != null) {
                int start = plain.length() + matcher.start() - from;
                code.add(new Sentences.Range(start, start + matcher.group().length()));
                continue;
            }
            plain.append(answer, from, matcher.start());
            from = matcher.end();
            boolean first = plain.toString().isBlank();
            boolean leads = first || beginsLine(plain) && goesOn(answer, from);
            while (leads && from < answer.length() && isSpace(answer.charAt(from), first)) {
                from++;
            }
            marks.add(new Mark(plain.length(), leads, numbers(matcher.group())));
        }
        plain.append(answer, from, answer.length());
        return new CitationMarks(plain.toString(), marks, code);
    }

    /** Whether there is nothing in an answer but references and signs. */
    static boolean saysNothing(String answer) {
        return in(answer)
                .plain()
                .codePoints()
                .noneMatch(c -> Character.isLetterOrDigit(c) || Character.getType(c) == Character.OTHER_SYMBOL);
    }

    private static boolean beginsLine(StringBuilder plain) {
        return plain.substring(plain.lastIndexOf("\n") + 1).isBlank();
    }

    private static boolean goesOn(String answer, int from) {
        int end = answer.indexOf('\n', from);
        return !answer.substring(from, end < 0 ? answer.length() : end).isBlank();
    }

    private static boolean isSpace(char c, boolean acrossLines) {
        return Character.isWhitespace(c) && (acrossLines || c != '\n') || c == '\u00A0';
    }

    private static List<Integer> numbers(String mark) {
        List<Integer> numbers = new ArrayList<>();
        Matcher part = PART.matcher(mark);
        while (part.find()) {
            int first = Integer.parseInt(part.group(1) == null ? part.group(2) : part.group(1));
            int last = part.group(3) == null ? first : Integer.parseInt(part.group(3));
            // nobody is shown so many passages; then it is no range of theirs
            for (int n = first; n <= Math.min(last, first + LONGEST_RANGE); n++) {
                numbers.add(n);
            }
        }
        return numbers;
    }
}
