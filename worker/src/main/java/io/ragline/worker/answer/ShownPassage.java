package io.ragline.worker.answer;

import io.ragline.model.Passage;
import io.ragline.worker.chunk.Sentences;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A passage that a model was shown, taken apart when it is first looked at. For one answer, and one thread. */
final class ShownPassage {
    /** Sentences that may say together what the answer says in one. */
    private static final int LONGEST = 3;

    /** A longer stretch has to share so much more of the words to be the better quote. */
    private static final double WORTH_A_SENTENCE = 0.1;

    /** Share of the words in the sentence with the number, where the quote has several sentences. */
    private static final double ON_THE_SUBJECT = 0.3;

    private final int number;
    private final Passage passage;
    private @Nullable Read read;

    /** @param number by which the model knows it */
    ShownPassage(int number, Passage passage) {
        this.number = number;
        this.passage = passage;
    }

    /**
     * A stretch of the passage's text that may say what a sentence of the answer says.
     *
     * @param coverage share of that sentence's words
     */
    record Stretch(ShownPassage passage, int start, int end, int sentences, double coverage) {
        double worth() {
            return coverage - WORTH_A_SENTENCE * (sentences - 1);
        }

        String text() {
            return passage.text().substring(start, end);
        }
    }

    private record Said(Sentences.Range range, Statement statement) {}

    private record Read(List<Said> said, Statement headings, Set<String> terms, Set<String> numbers) {}

    int number() {
        return number;
    }

    Passage passage() {
        return passage;
    }

    private String text() {
        return passage.chunk().text();
    }

    private Read read() {
        Read known = read;
        if (known == null) {
            List<Said> said = Sentences.of(text()).stream()
                    .map(range -> new Said(range, Statement.of(range.of(text()))))
                    .toList();
            Statement headings = Statement.of(String.join("\n", passage.headingPath()));
            Set<String> terms = new HashSet<>(headings.terms());
            Set<String> numbers = new HashSet<>(headings.numbers());
            for (Said each : said) {
                terms.addAll(each.statement().terms());
                numbers.addAll(each.statement().numbers());
            }
            known = new Read(said, headings, terms, numbers);
            read = known;
        }
        return known;
    }

    /** Share of the sentence's words that stand anywhere in it, at least what any stretch has; negative if it lacks a number. */
    double promise(Statement sentence) {
        return read().numbers().containsAll(sentence.numbers()) ? sentence.shareIn(read().terms()) : -1;
    }

    /** The stretches that have the sentence's numbers. */
    List<Stretch> stretches(Statement sentence) {
        Set<String> numbers = new HashSet<>(sentence.numbers());
        numbers.removeAll(read().headings().numbers());
        List<Said> said = read().said();
        List<Stretch> found = new ArrayList<>();
        for (int first = 0; first < said.size(); first++) {
            Set<String> known = new HashSet<>(read().headings().terms());
            for (int last = first; last < Math.min(first + LONGEST, said.size()); last++) {
                known.addAll(said.get(last).statement().terms());
                List<Said> stretch = said.subList(first, last + 1);
                if (numbers.stream().allMatch(number -> has(number, stretch, sentence))) {
                    found.add(new Stretch(
                            this,
                            stretch.getFirst().range().start(),
                            stretch.getLast().range().end(),
                            stretch.size(),
                            sentence.shareIn(known)));
                }
            }
        }
        return found;
    }

    /** A number of one sentence proves nothing about what another says: where there are several, its own has to be on the subject. */
    private static boolean has(String number, List<Said> stretch, Statement sentence) {
        return stretch.stream()
                .anyMatch(each -> each.statement().numbers().contains(number)
                        && (stretch.size() == 1
                                || sentence.shareIn(each.statement().terms()) >= ON_THE_SUBJECT));
    }
}
