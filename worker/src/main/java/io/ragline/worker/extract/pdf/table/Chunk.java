package io.ragline.worker.extract.pdf.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Words of one line with no more than the spaces of running text between them: a line of prose, or a cell's. */
record Chunk(List<Word> words) {
    private static final float WIDE_GAP_IN_EM = 0.75f;
    private static final float OF_USUAL_GAP = 2f;
    private static final float USUAL_SPACE_IN_EM = 0.3f;

    Chunk {
        words = List.copyOf(words);
    }

    /** Cuts a line's words, ordered from left to right, at its wide gaps. Leaders count as gaps. */
    static List<Chunk> of(List<Word> line) {
        List<Word> words = line.stream().filter(w -> !w.isLeader()).toList();
        List<Chunk> chunks = new ArrayList<>();
        List<Word> open = new ArrayList<>();
        float wide = OF_USUAL_GAP * usualGap(words);
        for (Word word : words) {
            if (!open.isEmpty()) {
                Word before = open.getLast();
                float em = Math.max(before.size(), word.size());
                if (word.left() - before.right() > Math.max(wide, WIDE_GAP_IN_EM * em)) {
                    chunks.add(new Chunk(open));
                    open.clear();
                }
            }
            open.add(word);
        }
        if (!open.isEmpty()) {
            chunks.add(new Chunk(open));
        }
        return chunks;
    }

    /** The median of the gaps that may be spaces; justified lines have wider ones than others, all of them. */
    static float usualGap(List<Word> words) {
        List<Float> gaps = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            float gap = words.get(i).left() - words.get(i - 1).right();
            float em = Math.max(words.get(i).size(), words.get(i - 1).size());
            if (gap > 0.05f * em && gap < 1.2f * em) {
                gaps.add(gap);
            }
        }
        if (gaps.size() < 3) {
            return words.isEmpty() ? 0 : USUAL_SPACE_IN_EM * words.getFirst().size();
        }
        gaps.sort(null);
        return gaps.get((gaps.size() - 1) / 2);
    }

    Word first() {
        return words.getFirst();
    }

    float left() {
        return words.getFirst().left();
    }

    float right() {
        return words.getLast().right();
    }

    float width() {
        return right() - left();
    }

    float baseline() {
        return first().baseline();
    }

    float size() {
        return (float) words.stream().mapToDouble(Word::size).max().orElse(0);
    }

    float top() {
        return baseline() - size();
    }

    int length() {
        return words.stream().mapToInt(w -> w.text().length()).sum() + words.size() - 1;
    }

    String text() {
        return words.stream().map(Word::text).collect(Collectors.joining(" "));
    }

    /** How much of its width the two share. */
    float shares(float from, float to) {
        return Math.max(0, Math.min(right(), to) - Math.max(left(), from));
    }

    boolean overlaps(Chunk other) {
        return shares(other.left(), other.right()) > 0.3f * Math.min(width(), other.width());
    }

    /** Whether no gap of the chunk at the boundaries between two columns is wider than its spaces. */
    boolean runsOnThrough(float[] columns, int first, int last) {
        float space = 1.5f * usualGap(words);
        for (int boundary = first + 1; boundary <= last; boundary++) {
            if (gapAt(columns[boundary]) > space) {
                return false;
            }
        }
        return true;
    }

    private float gapAt(float at) {
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i - 1).centreAcross() < at && words.get(i).centreAcross() > at) {
                return words.get(i).left() - words.get(i - 1).right();
            }
        }
        return 0;
    }

    boolean bold() {
        return words.stream().allMatch(Word::bold);
    }

    boolean isNumeric() {
        return Numbers.isNumeric(text());
    }
}
