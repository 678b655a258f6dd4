package io.ragline.worker.chunk;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a paragraph into units: its sentences, and sentences that are too long into pieces between words. */
final class UnitCutter {
    /** A tokenizer takes a long run without spaces for one unknown word; its length then counts for what it is. */
    private static final int MOST_CHARS_PER_TOKEN = 12;

    private final TokenCounter counter;
    private final int longest;
    private final int piece;

    /**
     * @param longest most tokens of a sentence that is left whole
     * @param piece tokens of the pieces of a longer one
     */
    UnitCutter(TokenCounter counter, int longest, int piece) {
        this.counter = counter;
        this.longest = longest;
        this.piece = piece;
    }

    /** The units of a flow, whose first stands behind {@code before}. */
    List<Unit> cut(Flow flow, String before) {
        return cut(flow, Sentences.of(flow.text()), before);
    }

    /** The row of a table as one unit, or, if it is too long, in pieces. */
    List<Unit> row(Flow row) {
        return cut(row, List.of(new Sentences.Range(0, row.text().length())), "\n");
    }

    private List<Unit> cut(Flow flow, List<Sentences.Range> sentences, String before) {
        String text = flow.text();
        List<Unit> units = new ArrayList<>();
        int done = 0;
        for (Sentences.Range sentence : sentences) {
            for (Sentences.Range range : pieces(text, sentence)) {
                String gap = units.isEmpty() ? before : text.substring(done, range.start());
                String words = range.of(text);
                units.add(new Unit(gap, words, flow.spans(range.start(), range.end()), count(words)));
                done = range.end();
            }
        }
        return units;
    }

    int count(String text) {
        return Math.max(counter.count(text), text.length() / MOST_CHARS_PER_TOKEN);
    }

    private List<Sentences.Range> pieces(String text, Sentences.Range sentence) {
        if (count(sentence.of(text)) <= longest) {
            return List.of(sentence);
        }
        // legal line breaks are the places between words in every script, also in those that write no spaces
        List<Sentences.Range> words = parts(text, sentence, BreakIterator.getLineInstance(Locale.ROOT));
        List<Sentences.Range> pieces = new ArrayList<>();
        Sentences.Range open = words.getFirst();
        int openTokens = count(open.of(text));
        for (Sentences.Range word : words.subList(1, words.size())) {
            int tokens = count(word.of(text));
            if (openTokens + tokens > piece) {
                pieces.add(open);
                open = word;
                openTokens = tokens;
            } else {
                open = new Sentences.Range(open.start(), word.end());
                openTokens += tokens;
            }
        }
        pieces.add(open);
        return pieces;
    }

    private List<Sentences.Range> parts(String text, Sentences.Range range, BreakIterator breaks) {
        String stretch = range.of(text);
        breaks.setText(stretch);
        List<Sentences.Range> parts = new ArrayList<>();
        int start = 0;
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            int last = end;
            while (last > start && Sentences.isSpace(stretch.charAt(last - 1))) {
                last--;
            }
            if (last > start) {
                addPart(text, range.start() + start, range.start() + last, parts);
            }
            start = end;
        }
        return parts;
    }

    /** A "word" that is longer than a piece (a key, a hash, an image in base 64) is cut between characters. */
    private void addPart(String text, int start, int end, List<Sentences.Range> parts) {
        int most = piece * MOST_CHARS_PER_TOKEN;
        int from = start;
        while (end - from > most) {
            int to = from + most;
            if (Character.isLowSurrogate(text.charAt(to))) {
                to--;
            }
            parts.add(new Sentences.Range(from, to));
            from = to;
        }
        parts.add(new Sentences.Range(from, end));
    }
}
