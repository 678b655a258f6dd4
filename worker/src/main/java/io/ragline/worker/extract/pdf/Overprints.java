package io.ragline.worker.extract.pdf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes out glyphs that are drawn again at nearly the same place, as programs do for lack of a bold font or for a
 * shadow. The first drawing stays, unless a whole run of it comes again as part of a longer one: then the first was but
 * a piece of the text.
 */
final class Overprints {
    private static final float CELL = 8;
    /** In parts of a character's width; what PDFTextStripper takes. */
    private static final float TOLERANCE = 1 / 3f;

    private static final int NONE = -1;

    private final List<Glyph> glyphs;
    private final int[] run;
    private final int[] earlier;
    private final int[] later;
    private boolean found;

    private Overprints(List<Glyph> glyphs) {
        this.glyphs = glyphs;
        this.run = new int[glyphs.size()];
        this.earlier = new int[glyphs.size()];
        this.later = new int[glyphs.size()];
    }

    static List<Glyph> removed(List<Glyph> glyphs) {
        Overprints overprints = new Overprints(glyphs);
        overprints.findPairs();
        return overprints.found ? overprints.remove() : glyphs;
    }

    private void findPairs() {
        Map<Long, Integer> lastInCell = new HashMap<>();
        int[] beforeInCell = new int[glyphs.size()];
        for (int i = 0; i < glyphs.size(); i++) {
            Glyph glyph = glyphs.get(i);
            earlier[i] = NONE;
            later[i] = NONE;
            run[i] = i == 0 ? 0 : run[i - 1] + (goesOn(glyphs.get(i - 1), glyph) ? 0 : 1);
            int first = findEarlier(glyph, lastInCell, beforeInCell);
            if (first != NONE) {
                earlier[i] = first;
                later[first] = i;
                found = true;
            }
            Integer before = lastInCell.put(cell(glyph, glyph.x(), glyph.baseline()), i);
            beforeInCell[i] = before == null ? NONE : before;
        }
    }

    private int findEarlier(Glyph glyph, Map<Long, Integer> lastInCell, int[] beforeInCell) {
        float tolerance = TOLERANCE * glyph.width() / glyph.text().length();
        float left = glyph.x() - tolerance;
        float top = glyph.baseline() - tolerance;
        int cellsAcross = cells(left, glyph.x() + tolerance);
        int cellsDown = cells(top, glyph.baseline() + tolerance);
        for (int across = 0; across < cellsAcross; across++) {
            for (int down = 0; down < cellsDown; down++) {
                int at = lastInCell.getOrDefault(cell(glyph, left + across * CELL, top + down * CELL), NONE);
                while (at != NONE && !isSame(glyphs.get(at), glyph, tolerance)) {
                    at = beforeInCell[at];
                }
                if (at != NONE) {
                    return at;
                }
            }
        }
        return NONE;
    }

    /** How many cells lie between two edges; a glyph wider than a page is looked for near its left edge only. */
    private static int cells(float from, float to) {
        return Math.min(16, (int) Math.floor(to / CELL) - (int) Math.floor(from / CELL) + 1);
    }

    private static long cell(Glyph glyph, float x, float y) {
        long column = (long) Math.floor(x / CELL) & 0xffff;
        long row = (long) Math.floor(y / CELL) & 0xffff;
        return (long) glyph.text().hashCode() << 32 ^ (column << 16 | row) ^ (long) glyph.direction() << 40;
    }

    private static boolean isSame(Glyph one, Glyph other, float tolerance) {
        return one.direction() == other.direction()
                && Math.abs(one.x() - other.x()) < tolerance
                && Math.abs(one.baseline() - other.baseline()) < tolerance
                && one.text().equals(other.text());
    }

    private static boolean goesOn(Glyph before, Glyph glyph) {
        return before.direction() == glyph.direction()
                && Math.abs(before.baseline() - glyph.baseline()) < 0.1f * glyph.size()
                && glyph.x() > before.x() - 0.1f * glyph.size();
    }

    private List<Glyph> remove() {
        boolean[] piece = pieces();
        List<Glyph> kept = new ArrayList<>(glyphs.size());
        for (int i = 0; i < glyphs.size(); i++) {
            boolean again = earlier[i] != NONE && !piece[run[earlier[i]]];
            if (!again && !piece[run[i]]) {
                kept.add(glyphs.get(i));
            }
        }
        return kept;
    }

    /** Which runs come again whole, within longer ones. */
    private boolean[] pieces() {
        int runs = run[run.length - 1] + 1;
        int[] length = new int[runs];
        boolean[] piece = new boolean[runs];
        for (int i = 0; i < run.length; i++) {
            length[run[i]] += glyphs.get(i).blank() ? 0 : 1;
        }
        for (int start = 0; start < run.length; ) {
            int end = start;
            boolean whole = length[run[start]] > 0;
            while (end < run.length && run[end] == run[start]) {
                whole &= glyphs.get(end).blank() || later[end] != NONE && length[run[later[end]]] > length[run[end]];
                end++;
            }
            piece[run[start]] = whole;
            start = end;
        }
        return piece;
    }
}
