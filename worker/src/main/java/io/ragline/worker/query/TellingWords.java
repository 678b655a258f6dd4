package io.ragline.worker.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What two texts may not differ in if they are to say the same: their numbers, their names, and whether something is or is not. The
 * contract of another year has nearly all its words in common with this year's.
 *
 * @param words in order, in lower case
 * @param numbers in order, with their signs, and the units that touch them
 * @param counts how often the text has each word
 * @param telling which words are names, by being capitalised, or negations
 */
record TellingWords(List<String> words, List<String> numbers, Map<String, Integer> counts, Set<String> telling) {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+(?:['’][\\p{L}\\p{M}]+)*");

    /** From the first sign that is no bracket, quotation mark or mark of a sentence to the last such one. */
    private static final Pattern NUMBER = Pattern.compile(
            "[^\\s\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}\"'.,;:!?]" + "(?:\\S*[^\\s\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}\"'.,;:!?])?");

    /** In the languages that are met most; those that end in {@code n't} besides. */
    private static final Set<String> NEGATIONS = Set.of(
            "not", "no", "never", "none", "nor", "without", "cannot", "nicht", "kein", "keine", "keinen", "keiner",
            "keinem", "keines", "nie", "niemals", "ohne", "pas", "jamais", "sans", "nunca", "sin", "non", "niet",
            "geen");

    static TellingWords of(String text) {
        List<String> words = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        Set<String> telling = new HashSet<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            String lower = word.group().toLowerCase(Locale.ROOT).replace('’', '\'');
            words.add(lower);
            counts.merge(lower, 1, Integer::sum);
            if (Character.isUpperCase(word.group().codePointAt(0))
                    || NEGATIONS.contains(lower)
                    || lower.endsWith("n't")) {
                telling.add(lower);
            }
        }
        return new TellingWords(words, numbers(text), counts, telling);
    }

    private static List<String> numbers(String text) {
        return NUMBER.matcher(text)
                .results()
                .map(found -> found.group().toLowerCase(Locale.ROOT))
                .filter(each -> each.chars().anyMatch(Character::isDigit))
                .toList();
    }

    /** What another question may not have otherwise if it is to have the same answer: its first word is no name for being capitalised. */
    List<String> ofQuestion() {
        return Stream.concat(
                        numbers.stream(),
                        telling.stream()
                                .filter(word -> NEGATIONS.contains(word)
                                        || word.endsWith("n't")
                                        || !word.equals(words.getFirst()))
                                .sorted())
                .toList();
    }

    /** Whether they differ in nothing that tells. */
    boolean tellTheSame(TellingWords other) {
        return numbers.equals(other.numbers) && hasTellingWordsOf(other) && other.hasTellingWordsOf(this);
    }

    private boolean hasTellingWordsOf(TellingWords other) {
        return other.telling.stream()
                .allMatch(word -> other.counts.getOrDefault(word, 0).equals(counts.getOrDefault(word, 0)));
    }
}
