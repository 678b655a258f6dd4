package io.ragline.worker.query;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question as it is searched for.
 *
 * @param words all of it, without the signs around phrases
 * @param phrases what stands in quotation marks, which has to be found as it is
 */
record QuestionText(String words, List<String> phrases) {
    private static final int MOST_PHRASES = 10;

    /** In any language's marks, with no other mark within. */
    private static final Pattern QUOTED = Pattern.compile("[\"“„«»‟]([^\"“”„«»‟]*)[\"”“»«]");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]");

    QuestionText {
        phrases = List.copyOf(phrases);
    }

    static QuestionText of(String question) {
        List<String> phrases = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(question);
        while (quoted.find() && phrases.size() < MOST_PHRASES) {
            if (WORD.matcher(quoted.group(1)).find()) {
                phrases.add(quoted.group(1).strip());
            }
        }
        return new QuestionText(
                quoted.replaceAll(" $1 ").replaceAll("\\s+", " ").strip(), phrases);
    }
}
