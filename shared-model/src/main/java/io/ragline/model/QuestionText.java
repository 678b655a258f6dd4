package io.ragline.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question as it is searched for.
 *
 * @param words all of it, without the signs around phrases
 * @param phrases what stands in quotation marks, which has to be found as it is
 */
public record QuestionText(String words, List<String> phrases) {
    /** More of them in a question are refused. */
    public static final int MOST_PHRASES = 10;

    /** In any language's marks, with no other mark within. A straight one behind a word or number ends a phrase or means inches. */
    private static final Pattern QUOTED = Pattern.compile(
            "(?:(?<![\\p{N}\\p{IsLatin}\\p{IsGreek}\\p{IsCyrillic}])\"|[“„«»‟])" + "([^\"“”„«»‟]*)[\"”“»«]");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]");

    public QuestionText {
        phrases = List.copyOf(phrases);
    }

    /** Takes a question apart. */
    public static QuestionText of(String question) {
        Set<String> phrases = new LinkedHashSet<>();
        Matcher quoted = QUOTED.matcher(question);
        while (quoted.find()) {
            if (WORD.matcher(quoted.group(1)).find()) {
                phrases.add(quoted.group(1).strip());
            }
        }
        return new QuestionText(
                quoted.replaceAll(" $1 ").replaceAll("\\s+", " ").strip(), List.copyOf(phrases));
    }
}
