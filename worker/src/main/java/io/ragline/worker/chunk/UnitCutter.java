package io.ragline.worker.chunk;

import io.ragline.model.ChunkingOptions;
import io.ragline.model.Page;
import io.ragline.model.TextBlock;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts text into units: sentences, lines of code, rows, and what of those is too long into pieces between words. */
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

    static UnitCutter of(ChunkingOptions options, TokenCounter counter) {
        return new UnitCutter(counter, options.size() / 2, Math.max(options.overlap(), options.size() / 8));
    }

    /** A flow that is kept beside other text only, as one unit. */
    Unit aside(Flow flow) {
        String text = flow.text();
        return new Unit("\n\n", text, flow.spans(0, text.length()), count(text), true);
    }

    /** The sentences of a flow, or the lines of code, the first of which stands behind {@code before}. */
    List<Unit> cut(Flow flow, String before) {
        String text = flow.text();
        List<Sentences.Range> whole = flow.kind() == TextBlock.Kind.CODE ? lines(text) : Sentences.of(text);
        return units(flow, text, inPieces(text, whole), before);
    }

    /** The row of a table as one unit, or, if it is too long, in pieces. */
    List<Unit> row(TableText.Row row, Page page) {
        String text = row.text().text();
        List<Sentences.Range> whole = List.of(new Sentences.Range(0, text.length()));
        return units(new Flow(TextBlock.Kind.TABLE, row.text(), page), text, inPieces(text, whole), "\n");
    }

    /** The words of a flow, each a unit, the first of which stands behind {@code before}. */
    List<Unit> words(Flow flow, String before) {
        String text = flow.text();
        List<Sentences.Range> words = new ArrayList<>();
        for (Sentences.Range line : lines(text)) {
            words.addAll(parts(text, line));
        }
        return units(flow, text, words, before);
    }

    private List<Unit> units(Flow flow, String text, List<Sentences.Range> ranges, String before) {
        List<Unit> units = new ArrayList<>(ranges.size());
        int done = 0;
        for (Sentences.Range range : ranges) {
            String gap = units.isEmpty() ? before : text.substring(done, range.start());
            String words = range.of(text);
            units.add(new Unit(gap, words, flow.spans(range.start(), range.end()), count(words)));
            done = range.end();
        }
        return units;
    }

    /** The lines that hold anything, with their indentation. */
    private static List<Sentences.Range> lines(String text) {
        List<Sentences.Range> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            if (!text.substring(start, end).chars().allMatch(c -> Sentences.isSpace((char) c))) {
                lines.add(new Sentences.Range(start, end));
            }
            start = end + 1;
        }
        return lines;
    }

    private List<Sentences.Range> inPieces(String text, List<Sentences.Range> whole) {
        List<Sentences.Range> pieces = new ArrayList<>(whole.size());
        whole.forEach(range -> pieces.addAll(pieces(text, range)));
        return pieces;
    }

    int count(String text) {
        return Math.max(counter.count(text), text.length() / MOST_CHARS_PER_TOKEN);
    }

    private List<Sentences.Range> pieces(String text, Sentences.Range sentence) {
        if (count(sentence.of(text)) <= longest) {
            return List.of(sentence);
        }
        List<Sentences.Range> words = parts(text, sentence);
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

    private List<Sentences.Range> parts(String text, Sentences.Range range) {
        // legal line breaks are the places between words in every script, also in those that write no spaces
        BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
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
