package io.ragline.worker.answer;

import io.ragline.model.Citation;
import io.ragline.model.Passage;
import java.util.Set;

/**
 * A sentence of a passage that an answer may quote.
 *
 * @param passage it is from
 * @param rank of the passage, 0 being the best
 * @param start offset in the passage's text
 * @param text word for word
 * @param terms its search terms
 * @param context terms of the sentence before it and of its headings, which say what "it" is
 */
record Quotable(Passage passage, int rank, int start, String text, Set<String> terms, Set<String> context) {

    /**
     * @param from where the answer quotes it
     * @param to where the quote ends there, with its reference
     */
    Citation cited(int n, int from, int to) {
        return Citation.of(n, passage, start, start + text.length(), from, to);
    }
}
