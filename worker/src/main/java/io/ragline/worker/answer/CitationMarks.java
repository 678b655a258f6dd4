package io.ragline.worker.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer as a model wrote it, taken apart: what it says, and where it refers to which passages. Models write {@code [1]},
 * {@code [1, 2]}, {@code [1-3]}, {@code [1][2]} and {@code 【1†source】}. What stands in code is left alone.
 *
 * @param plain the answer without the marks
 * @param marks in order
 */
record CitationMarks(String plain, List<Mark> marks) {
    private static final Pattern MARK = Pattern.compile(
            "(```.*?(?:```|\\z)|`[^`\\n]*`)"
                    + "|[ \\t\\u00A0]*(?:\\[\\^?((?:passage )?\\d{1,9}(?:\\s*[-–,;]\\s*\\d{1,9})*)](?!\\()|【(\\d{1,9})[^】]{0,40}】)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern PART = Pattern.compile("(\\d+)(?:\\s*[-–]\\s*(\\d+))?");
    private static final int LONGEST_RANGE = 100;

    /**
     * A reference.
     *
     * @param at offset in the plain text
     * @param numbers of the passages that it names, whether there are such or not
     */
    record Mark(int at, List<Integer> numbers) {}

    static CitationMarks in(String answer) {
        StringBuilder plain = new StringBuilder();
        List<Mark> marks = new ArrayList<>();
        Matcher matcher = MARK.matcher(answer);
        int from = 0;
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                continue; // code
            }
            plain.append(answer, from, matcher.start());
            marks.add(new Mark(plain.length(), numbers(matcher)));
            from = matcher.end();
        }
        plain.append(answer, from, answer.length());
        return new CitationMarks(plain.toString(), marks);
    }

    private static List<Integer> numbers(Matcher mark) {
        if (mark.group(2) == null) {
            return List.of(Integer.valueOf(mark.group(3)));
        }
        List<Integer> numbers = new ArrayList<>();
        Matcher part = PART.matcher(mark.group(2));
        while (part.find()) {
            int first = Integer.parseInt(part.group(1));
            int last = part.group(2) == null ? first : Integer.parseInt(part.group(2));
            // nobody is shown so many passages; then it is no range of theirs
            for (int n = first; n <= Math.min(last, first + LONGEST_RANGE); n++) {
                numbers.add(n);
            }
        }
        return numbers;
    }
}
