package io.ragline.worker.extract.pdf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The vowel points and other marks of right-to-left scripts, which are drawn over or under a letter as glyphs of their own. */
final class Marks {
    private static final int NEIGHBOURS = 4;

    private Marks() {}

    /** A line's glyphs as they stand from left to right, each mark with its letter, letters as seen. */
    static List<Glyph> joined(List<Glyph> line) {
        List<Glyph> across = new ArrayList<>();
        for (Glyph glyph : line) {
            if (!isMark(glyph.text())) {
                across.add(glyph);
            }
        }
        across.sort(Comparator.comparingDouble(Glyph::x));
        for (Glyph glyph : line) {
            if (isMark(glyph.text())) {
                int letter = nearest(glyph, across);
                if (letter >= 0) {
                    Glyph carrier = across.get(letter);
                    across.set(letter, carrier.with(carrier.text() + glyph.text()));
                }
            }
        }
        across.replaceAll(Glyph::asSeen);
        return across;
    }

    private static boolean isMark(String text) {
        return text.codePoints().allMatch(c -> Character.getType(c) == Character.NON_SPACING_MARK);
    }

    /** The place of the letter whose middle is nearest to the mark's; -1 if none is near. */
    private static int nearest(Glyph mark, List<Glyph> across) {
        int after = Collections.binarySearch(across, mark, Comparator.comparingDouble(Glyph::x));
        int from = Math.max(0, (after < 0 ? -after - 1 : after) - NEIGHBOURS);
        int to = Math.min(across.size(), from + 2 * NEIGHBOURS);
        int nearest = -1;
        float least = Float.MAX_VALUE;
        for (int i = from; i < to; i++) {
            Glyph letter = across.get(i);
            float distance = Math.abs(letter.x() + letter.width() / 2 - mark.x() - mark.width() / 2);
            if (GlyphText.hasRightToLeft(letter.text()) && distance < least) {
                least = distance;
                nearest = i;
            }
        }
        return nearest;
    }
}
