package io.ragline.worker.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer as a model wrote it, taken apart: what it says, and where it refers to which passages. Models write {@code [1]},
 * {@code [1, 2]}, {@code [1][2]} and {@code 【1†source】}.
 *
 * @param plain the answer without the marks
 * @param marks in order
 */
record CitationMarks(String plain, List<Mark> marks) {
    private static final Pattern MARK = Pattern.compile(
            "[ \\t\\u00A0]*(?:\\[((?:passage )?\\d{1,4}(?:\\s*[,;]\\s*\\d{1,4})*)]|【(\\d{1,4})[^】]{0,40}】)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NO_DIGITS = Pattern.compile("\\D+");

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
            plain.append(answer, from, matcher.start());
            marks.add(new Mark(plain.length(), numbers(matcher)));
            from = matcher.end();
        }
        plain.append(answer, from, answer.length());
        return new CitationMarks(plain.toString(), marks);
    }

    private static List<Integer> numbers(Matcher mark) {
        String numbers = mark.group(1) != null ? mark.group(1) : mark.group(2);
        return Arrays.stream(NO_DIGITS.split(numbers))
                .filter(number -> !number.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }
}
