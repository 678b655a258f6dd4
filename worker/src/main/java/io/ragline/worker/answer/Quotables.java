package io.ragline.worker.answer;

import io.ragline.model.Passage;
import io.ragline.model.TextAnalysis;
import io.ragline.worker.chunk.Sentences;
import io.ragline.worker.index.Terms;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Finds the sentences of passages that can be quoted. */
final class Quotables {
    /** Longer sentences (tables, lists and texts without full stops) are quoted in part. */
    private static final int LONGEST = 480;

    /** Shorter ones say nothing on their own. */
    private static final int SHORTEST = 12;

    private final List<Quotable> found = new ArrayList<>();
    private final Set<Said> said = new HashSet<>();

    private Quotables() {}

    /** What a document says, once, however many overlapping chunks repeat it. */
    private record Said(UUID documentId, String text) {}

    /** The sentences of the passages in order, each once. Questions are left out, but count as what the next one is about. */
    static List<Quotable> of(List<Passage> passages) {
        Quotables quotables = new Quotables();
        for (int rank = 0; rank < passages.size(); rank++) {
            quotables.addAll(passages.get(rank), rank);
        }
        return quotables.found;
    }

    private void addAll(Passage passage, int rank) {
        String text = passage.chunk().text();
        Set<String> headings = terms(String.join("\n", passage.headingPath()));
        Set<String> before = Set.of();
        for (Sentences.Range sentence : Sentences.of(text)) {
            for (Sentences.Range range : parts(text, sentence)) {
                String words = range.of(text);
                Set<String> terms = terms(words);
                Set<String> context = new HashSet<>(headings);
                context.addAll(before);
                boolean quotable = words.length() >= SHORTEST && !words.endsWith("?") && !terms.isEmpty();
                if (quotable && said.add(new Said(passage.documentId(), words))) {
                    found.add(new Quotable(passage, rank, range.start(), words, terms, context));
                }
                before = terms;
            }
        }
    }

    private static Set<String> terms(String text) {
        return new HashSet<>(Terms.of(TextAnalysis.ENGLISH, text));
    }

    private static List<Sentences.Range> parts(String text, Sentences.Range sentence) {
        if (sentence.end() - sentence.start() <= LONGEST) {
            return List.of(sentence);
        }
        BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
        breaks.setText(text);
        List<Sentences.Range> parts = new ArrayList<>();
        int start = sentence.start();
        while (sentence.end() - start > LONGEST) {
            int end = breaks.preceding(start + LONGEST + 1);
            end = end > start ? end : start + LONGEST;
            parts.add(new Sentences.Range(
                    start, text.substring(start, end).stripTrailing().length() + start));
            start = end;
        }
        parts.add(new Sentences.Range(start, sentence.end()));
        return parts;
    }
}
