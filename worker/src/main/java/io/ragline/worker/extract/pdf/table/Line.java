package io.ragline.worker.extract.pdf.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Words that stand on one baseline, from left to right. */
record Line(List<Word> words, List<Chunk> chunks) {
    private static final float SAME_BASELINE = 0.4f;

    Line {
        words = List.copyOf(words);
        chunks = List.copyOf(chunks);
    }

    Line(List<Word> words) {
        this(words, Chunk.of(words));
    }

    /** A part of a line. */
    static Line ofChunks(List<Chunk> chunks) {
        List<Word> words = new ArrayList<>();
        chunks.forEach(c -> words.addAll(c.words()));
        return new Line(words, chunks);
    }

    /** From the top down. */
    static List<Line> of(List<Word> words) {
        List<Word> down = words.stream()
                .sorted(Comparator.comparingDouble(Word::baseline))
                .toList();
        List<Line> lines = new ArrayList<>();
        List<Word> open = new ArrayList<>();
        float baseline = 0;
        float size = 0;
        for (Word word : down) {
            boolean near = word.baseline() - baseline <= SAME_BASELINE * Math.max(size, word.size());
            if (!open.isEmpty() && !near) {
                lines.add(across(open));
                open.clear();
            }
            if (open.isEmpty() || word.size() > size) {
                // small print raised or lowered beside larger letters stands on their line
                baseline = word.baseline();
                size = word.size();
            }
            open.add(word);
        }
        if (!open.isEmpty()) {
            lines.add(across(open));
        }
        return lines;
    }

    private static Line across(List<Word> words) {
        return new Line(
                words.stream().sorted(Comparator.comparingDouble(Word::left)).toList());
    }

    float baseline() {
        float baseline = 0;
        float size = 0;
        for (Word word : words) {
            if (word.size() > size) {
                size = word.size();
                baseline = word.baseline();
            }
        }
        return baseline;
    }

    float size() {
        return (float) words.stream().mapToDouble(Word::size).max().orElse(0);
    }

    float left() {
        return words.getFirst().left();
    }

    float right() {
        return (float) words.stream().mapToDouble(Word::right).max().orElse(0);
    }
}
