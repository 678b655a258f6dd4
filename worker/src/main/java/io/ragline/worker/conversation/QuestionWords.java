package io.ragline.worker.conversation;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The words of a language that tell whether a question goes on from another.
 *
 * @param language such as {@code en}; empty where it is not known
 * @param function words that questions are made of rather than about
 * @param leads how a question begins that goes on with the one before
 * @param strong phrases after which it does so for certain
 * @param pronouns that stand for something said before
 * @param prepositions that something left out begins with, as in "in winter?"
 */
record QuestionWords(
        String language,
        Set<String> function,
        Set<String> leads,
        List<List<String>> strong,
        Set<String> pronouns,
        Set<String> prepositions) {
    static final String ENGLISH = "en";

    private static final QuestionWords UNKNOWN =
            new QuestionWords("", Set.of(), Set.of(), List.of(), Set.of(), Set.of());

    /** On equal terms the first is taken. */
    private static final List<QuestionWords> KNOWN = Stream.of(ENGLISH, "de", "fr", "es", "it", "pt", "nl")
            .map(QuestionWords::read)
            .toList();

    QuestionWords {
        function = Set.copyOf(function);
        leads = Set.copyOf(leads);
        strong = List.copyOf(strong);
        pronouns = Set.copyOf(pronouns);
        prepositions = Set.copyOf(prepositions);
    }

    /** Of the language that most of the words belong to. */
    static QuestionWords of(List<Word> words) {
        return KNOWN.stream()
                .max(Comparator.comparingLong((QuestionWords each) -> each.count(words))
                        .thenComparing(KNOWN::indexOf, Comparator.reverseOrder()))
                .filter(each -> each.count(words) > 0)
                .orElse(UNKNOWN);
    }

    private long count(List<Word> words) {
        return words.stream().filter(word -> function.contains(word.lower())).count();
    }

    boolean isKnown() {
        return !language.isEmpty();
    }

    /** The words that the question is about. */
    List<Word> content(List<Word> words) {
        return words.stream().filter(word -> !function.contains(word.lower())).toList();
    }

    boolean beginsStrongly(List<Word> words) {
        List<String> lower = words.stream().map(Word::lower).toList();
        return strong.stream()
                .anyMatch(phrase -> lower.size() >= phrase.size()
                        && lower.subList(0, phrase.size()).equals(phrase));
    }

    /** Without what it begins with if it goes on from another. */
    List<Word> withoutLead(List<Word> words) {
        int from = 0;
        while (from < words.size() && leads.contains(words.get(from).lower())) {
            from++;
        }
        return words.subList(from, words.size());
    }

    private static QuestionWords read(String language) {
        Properties lists = new Properties();
        String name = "/follow-up/%s.properties".formatted(language);
        try (InputStream in = QuestionWords.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The worker's jar lacks " + name);
            }
            lists.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new QuestionWords(
                language,
                words(lists, "function"),
                words(lists, "leads"),
                Stream.of(lists.getProperty("strong").split("\\|"))
                        .map(phrase -> List.of(phrase.strip().split("\\s+")))
                        .toList(),
                words(lists, "pronouns"),
                words(lists, "prepositions"));
    }

    private static Set<String> words(Properties lists, String name) {
        return Set.copyOf(new java.util.HashSet<>(
                List.of(lists.getProperty(name).toLowerCase(Locale.ROOT).strip().split("\\s+"))));
    }
}
