package io.ragline.worker.answer;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers that count the items of lists in an answer ("1. …", "2) …", "Step 3: …"). They claim nothing, so no passage has to have
 * them. A number that begins a line is one if another item goes before or, for the first, behind it: "12. Dezember" is a date.
 */
final class ListNumbers {
    private static final Pattern ITEM = Pattern.compile(
            "(?im)^[ \\t>]*(?:[-*+•#]+[ \\t]+)?[*_]{0,2}(?:step[ \\t]+)?\\(?(\\p{Nd}{1,3})[.):]+[*_]{0,2}(?=\\s)");

    private final String answer;
    private final Set<Integer> numbers = new HashSet<>();

    ListNumbers(String answer) {
        this.answer = answer;
        Matcher item = ITEM.matcher(answer);
        while (item.find()) {
            numbers.add(Integer.parseInt(item.group(1)));
        }
    }

    /** Where the text of a sentence begins that may begin with such a number. */
    int behind(int start, int end) {
        Matcher item = ITEM.matcher(answer).region(start, end).useAnchoringBounds(false);
        if (!item.lookingAt()) {
            return start;
        }
        int number = Integer.parseInt(item.group(1));
        return numbers.contains(number == 1 ? 2 : number - 1) ? item.end() : start;
    }
}
