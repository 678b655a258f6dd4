package io.ragline.worker.answer;

import io.ragline.model.Passage;
import io.ragline.model.TextAnalysis;
import io.ragline.worker.chunk.Sentences;
import io.ragline.worker.embed.Embedder;
import io.ragline.worker.index.Terms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a passage says what a sentence of an answer says, and where. A stretch of up to three sentences of the passage has to
 * share most of the sentence's words, or to mean nearly the same by the embedding model; and every number has to stand there. That
 * catches what is made up and what is credited to the wrong passage; it is no proof against a twisted meaning.
 */
final class Support {
    /** Sentences that may say together what the answer says in one. */
    private static final int LONGEST = 3;

    /** Share of the sentence's words that is enough by itself. */
    private static final double SAME_WORDS = 0.6;

    /** Similarity that is enough by itself: what the default model gives to paraphrases, and not to two remarks on one subject. */
    private static final double SAME_MEANING = 0.82;

    /** Both together: some of the words, and a similar meaning. */
    private static final double SOME_WORDS = 0.2;

    private static final double SIMILAR_MEANING = 0.75;

    /** A longer stretch has to share so much more of the words to be the better quote. */
    private static final double WORTH_A_SENTENCE = 0.1;

    /** Share of the words in the sentence with the number, where the quote has several sentences. */
    private static final double ON_THE_SUBJECT = 0.3;

    private static final int COMPARED_BY_MEANING = 2;

    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+(?:[.,:/\\u2009\\u00A0'’]\\p{Nd}+)*");

    /** Digits in groups of three: 1,200 and 1.200 and 1 200 are 1200, but 4.5 is not 45. */
    private static final Pattern GROUPED =
            Pattern.compile("\\p{Nd}{1,3}(?:([.,\\u2009\\u00A0'’])\\p{Nd}{3})(?:\\1\\p{Nd}{3})*");

    private static final Pattern NO_DIGIT = Pattern.compile("[^\\p{Nd}]");

    private final Embedder embedder;

    Support(Embedder embedder) {
        this.embedder = embedder;
    }

    /** A stretch of a passage's text. */
    record Quote(int start, int end) {
        String of(String text) {
            return text.substring(start, end);
        }
    }

    private record Candidate(Quote quote, int sentences, double coverage) {
        double worth() {
            return coverage - WORTH_A_SENTENCE * (sentences - 1);
        }
    }

    /** A sentence of the passage. */
    private record Said(Sentences.Range range, Set<String> terms, Set<String> numbers) {}

    /** Where the passage says what the sentence says; nothing if it does not. */
    Optional<Quote> find(String sentence, Passage passage) {
        String text = passage.chunk().text();
        Set<String> terms = terms(sentence);
        if (terms.isEmpty()) {
            return Optional.empty();
        }
        String headings = String.join("\n", passage.headingPath());
        Set<String> numbers = numbers(sentence);
        numbers.removeAll(numbers(headings));
        List<Said> said = Sentences.of(text).stream()
                .map(range -> new Said(range, terms(range.of(text)), numbers(range.of(text))))
                .toList();
        List<Candidate> candidates = candidates(said, terms, terms(headings), numbers);
        Optional<Candidate> best = candidates.stream().max(Comparator.comparingDouble(Candidate::worth));
        if (best.isEmpty() || best.get().coverage() >= SAME_WORDS) {
            return best.map(Candidate::quote);
        }
        return bySense(sentence, text, candidates);
    }

    private static List<Candidate> candidates(
            List<Said> said, Set<String> terms, Set<String> headings, Set<String> numbers) {
        List<Candidate> candidates = new ArrayList<>();
        for (int first = 0; first < said.size(); first++) {
            Set<String> known = new HashSet<>(headings);
            for (int last = first; last < Math.min(first + LONGEST, said.size()); last++) {
                known.addAll(said.get(last).terms());
                List<Said> stretch = said.subList(first, last + 1);
                if (numbers.stream().allMatch(number -> has(number, stretch, terms))) {
                    candidates.add(new Candidate(
                            new Quote(
                                    stretch.getFirst().range().start(),
                                    stretch.getLast().range().end()),
                            stretch.size(),
                            share(terms, known)));
                }
            }
        }
        return candidates;
    }

    /** A number of one sentence proves nothing about what another says: where there are several, its own has to be on the subject. */
    private static boolean has(String number, List<Said> stretch, Set<String> terms) {
        return stretch.stream()
                .anyMatch(each -> each.numbers().contains(number)
                        && (stretch.size() == 1 || share(terms, each.terms()) >= ON_THE_SUBJECT));
    }

    /** Of the terms, those that are known; numbers, which are compared by themselves, left aside where there are words. */
    private static double share(Set<String> terms, Set<String> known) {
        List<String> words = terms.stream()
                .filter(term -> !Character.isDigit(term.charAt(0)))
                .toList();
        if (words.isEmpty()) {
            return terms.stream().anyMatch(known::contains) ? 1 : 0;
        }
        return (double) words.stream().filter(known::contains).count() / words.size();
    }

    private Optional<Quote> bySense(String sentence, String text, List<Candidate> candidates) {
        List<Candidate> likely = candidates.stream()
                .sorted(Comparator.comparingDouble(Candidate::worth).reversed())
                .limit(COMPARED_BY_MEANING)
                .toList();
        List<String> texts = new ArrayList<>();
        texts.add(sentence);
        likely.forEach(each -> texts.add(each.quote().of(text)));
        List<float[]> vectors = embedder.embedPassages(texts);
        for (int i = 0; i < likely.size(); i++) {
            double similarity = Evidence.dot(vectors.getFirst(), vectors.get(i + 1));
            if (similarity >= SAME_MEANING
                    || similarity >= SIMILAR_MEANING && likely.get(i).coverage() >= SOME_WORDS) {
                return Optional.of(likely.get(i).quote());
            }
        }
        return Optional.empty();
    }

    static Set<String> terms(String text) {
        return new HashSet<>(Terms.ofQuestion(TextAnalysis.ENGLISH, text));
    }

    /** The numbers in a text, however their digits are grouped, with whichever sign before the decimals. */
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
