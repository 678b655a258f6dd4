package io.ragline.worker.chunk;

import io.ragline.model.PageSpan;
import java.util.List;

/**
 * What is never cut: a sentence, a piece of one that is too long, a line of code, a row of a table.
 *
 * @param before the white space between the unit before it and this one, if they come to stand in one chunk
 * @param text what it says
 * @param spans which part of the text stands on which page
 * @param tokens its length
 */
record Unit(String before, String text, List<PageSpan> spans, int tokens) {

    Unit after(String separator) {
        return new Unit(separator, text, spans, tokens);
    }

    static int tokens(List<Unit> units) {
        return units.stream().mapToInt(Unit::tokens).sum();
    }
}
