package io.ragline.worker.extract.pdf;

import java.util.List;

/**
 * What a page's letters as a whole tell of its lines from right to left.
 *
 * @param any whether there are any
 * @param leftwards whether most of its letters are written so
 */
record Writing(boolean any, boolean leftwards, Brackets brackets) {
    private static final Writing LEFT_TO_RIGHT = new Writing(false, false, new Brackets(false));

    static Writing of(List<Glyph> glyphs) {
        if (glyphs.stream().noneMatch(glyph -> GlyphText.hasRightToLeft(glyph.text()))) {
            return LEFT_TO_RIGHT;
        }
        StringBuilder letters = new StringBuilder(glyphs.size());
        glyphs.forEach(glyph -> letters.append(glyph.text()));
        boolean leftwards = GlyphText.runsLeftwards(letters.toString());
        return new Writing(true, leftwards, Brackets.of(RightToLeftLines.asTheyStand(glyphs, leftwards)));
    }
}
