package io.ragline.worker.extract.pdf;

import java.util.Arrays;
import java.util.List;

/**
 * Finds out that a line is set in spaced-out letters, as headings and emphasis sometimes are: nearly all gaps between
 * its letters are as wide as a space otherwise is.
 */
final class Tracking {
    private static final int MIN_LETTERS = 6;
    private static final float OF_SIZE = 0.13f;
    private static final float LETTERS = 0.9f;
    private static final float EVEN = 0.7f;

    private Tracking() {}

    /** The gap between two letters of a word, in points; 0 for a line that is set as usual. */
    static float of(List<Glyph> line) {
        // most lines show at once that they aren't: looked at first, since this is asked for every line
        if (line.size() < MIN_LETTERS || hasTightPairs(line)) {
            return 0;
        }
        float[] gaps = gaps(line);
        int letters = (int) line.stream()
                .filter(glyph -> Character.isLetter(glyph.text().codePointAt(0)))
                .count();
        if (gaps.length + 1 < MIN_LETTERS || letters < LETTERS * (gaps.length + 1) || isAlphabet(line)) {
            return 0;
        }
        Arrays.sort(gaps);
        float usual = gaps[gaps.length / 3];
        float size = line.getFirst().size();
        long even = countBetween(gaps, 0.6f * usual, 1.5f * usual);
        return usual > OF_SIZE * size && even > EVEN * gaps.length ? usual : 0;
    }

    /** Whether two letters stand close together within the first few. */
    private static boolean hasTightPairs(List<Glyph> line) {
        int tight = 0;
        int to = Math.min(line.size(), 3 * MIN_LETTERS);
        for (int i = 1; i < to; i++) {
            Glyph before = line.get(i - 1);
            Glyph glyph = line.get(i);
            boolean bothShown = !before.blank() && !glyph.blank();
            tight += bothShown && glyph.x() - before.right() < OF_SIZE * glyph.size() ? 1 : 0;
        }
        return tight > 1;
    }

    private static float[] gaps(List<Glyph> line) {
        float[] gaps = new float[line.size()];
        int count = 0;
        Glyph before = null;
        for (Glyph glyph : line) {
            if (glyph.blank()) {
                continue;
            }
            if (before != null) {
                gaps[count++] = glyph.x() - before.right();
            }
            before = glyph;
        }
        return Arrays.copyOf(gaps, count);
    }

    /** {@code A B C D E F} are the names of six things, not a word. */
    private static boolean isAlphabet(List<Glyph> line) {
        int before = -1;
        for (Glyph glyph : line) {
            int letter = glyph.text().codePointAt(0);
            if (!glyph.blank()) {
                if (letter <= before) {
                    return false;
                }
                before = letter;
            }
        }
        return true;
    }

    private static long countBetween(float[] gaps, float from, float to) {
        long count = 0;
        for (float gap : gaps) {
            count += gap >= from && gap <= to ? 1 : 0;
        }
        return count;
    }
}
