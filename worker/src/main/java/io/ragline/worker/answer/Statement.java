package io.ragline.worker.answer;

import io.ragline.model.TextAnalysis;
import io.ragline.worker.index.Terms;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence by what it says.
 *
 * @param text as it stands
 * @param terms its search terms
 * @param words those of them that are no numbers
 * @param numbers that stand in it, however their digits are grouped, with a point before the decimals
 */
record Statement(String text, Set<String> terms, Set<String> words, Set<String> numbers) {
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+(?:[.,:/\\u2009\\u00A0'’]\\p{Nd}+)*");

    /** Digits in groups of three: 1,200 and 1.200 and 1 200 are 1200, but 4.5 is not 45. */
    private static final Pattern GROUPED =
            Pattern.compile("\\p{Nd}{1,3}(?:([.,\\u2009\\u00A0'’])\\p{Nd}{3})(?:\\1\\p{Nd}{3})*");

    private static final Pattern NO_DIGIT = Pattern.compile("[^\\p{Nd}]");

    static Statement of(String text) {
        return of(text, text);
    }

    /** @param said what of the text says something */
    static Statement of(String text, String said) {
        Set<String> terms = new HashSet<>(Terms.ofQuestion(TextAnalysis.ENGLISH, said));
        Set<String> words = new HashSet<>(terms);
        words.removeIf(term -> Character.isDigit(term.charAt(0)));
        return new Statement(text, terms, words, numbers(said));
    }

    /** The share of its words that are known; numbers, which are compared by themselves, left aside where there are words. */
    double shareIn(Set<String> known) {
        if (words.isEmpty()) {
            return terms.stream().anyMatch(known::contains) ? 1 : 0;
        }
        int found = 0;
        for (String word : words) {
            found += known.contains(word) ? 1 : 0;
        }
        return (double) found / words.size();
    }

    private static Set<String> numbers(String text) {
        Set<String> numbers = new HashSet<>();
        Matcher number = NUMBER.matcher(text);
        while (number.find()) {
            String found = number.group();
            numbers.add(
                    GROUPED.matcher(found).matches()
                            ? NO_DIGIT.matcher(found).replaceAll("")
                            : found.replace(',', '.'));
        }
        return numbers;
    }
}
