package io.ragline.worker.chunk;

import io.ragline.model.Chunk;
import io.ragline.model.PageSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is never cut: a sentence, a piece of one that is too long, a line of code, a row of a table.
 *
 * @param before the white space between the unit before it and this one, if they come to stand in one chunk
 * @param text what it says
 * @param spans which part of the text stands on which page and where
 * @param tokens its length
 * @param aside whether it says too little to be a chunk without other text
 */
record Unit(String before, String text, List<PageSpan> spans, int tokens, boolean aside) {

    Unit(String before, String text, List<PageSpan> spans, int tokens) {
        this(before, text, spans, tokens, false);
    }

    Unit after(String separator) {
        return new Unit(separator, text, spans, tokens, aside);
    }

    /** A chunk of the units. */
    static Chunk joined(int ordinal, List<Unit> units, List<String> headingPath) {
        StringBuilder text = new StringBuilder();
        List<PageSpan> spans = new ArrayList<>();
        for (Unit unit : units) {
            text.append(text.isEmpty() ? "" : unit.before());
            int offset = text.length();
            text.append(unit.text());
            for (PageSpan span : unit.spans()) {
                add(span.moved(offset), text, spans);
            }
        }
        return new Chunk(ordinal, text.toString(), headingPath, spans, tokens(units));
    }

    /** What was cut apart within a line is one span again. */
    private static void add(PageSpan span, CharSequence text, List<PageSpan> spans) {
        Optional<PageSpan> joined =
                spans.isEmpty() ? Optional.empty() : spans.getLast().joined(span, text);
        if (joined.isPresent()) {
            spans.set(spans.size() - 1, joined.get());
        } else {
            spans.add(span);
        }
    }

    static int tokens(List<Unit> units) {
        return units.stream().mapToInt(Unit::tokens).sum();
    }
}
