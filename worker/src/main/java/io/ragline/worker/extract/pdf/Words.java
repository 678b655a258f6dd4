package io.ragline.worker.extract.pdf;

import io.ragline.worker.extract.pdf.table.Word;
import java.util.ArrayList;
import java.util.List;

/** Makes words of the glyphs of one reading direction, in the order in which the page draws them. */
final class Words {
    private static final float OF_SPACE = 0.5f;
    private static final float OF_SIZE = 0.18f;
    private static final float BACK = 0.5f;

    private final List<Word> done = new ArrayList<>();
    private final List<Integer> open = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private float left;
    private float right;
    private float baseline;
    private float size;
    private boolean bold;

    private Words() {}

    /** The words refer to glyphs by their places in the list. */
    static List<Word> of(List<Glyph> glyphs, int direction) {
        Words words = new Words();
        for (int i = 0; i < glyphs.size(); i++) {
            Glyph glyph = glyphs.get(i);
            if (glyph.direction() == direction) {
                words.add(glyph, i);
            }
        }
        words.finish();
        return words.done;
    }

    private void add(Glyph glyph, int index) {
        if (glyph.blank()) {
            finish();
            return;
        }
        if (!open.isEmpty() && !continues(glyph)) {
            finish();
        }
        if (open.isEmpty()) {
            left = glyph.x();
            right = glyph.right();
            baseline = glyph.baseline();
            size = glyph.size();
            bold = true;
        }
        open.add(index);
        text.append(glyph.text());
        left = Math.min(left, glyph.x());
        right = Math.max(right, glyph.right());
        bold &= glyph.bold() || !Character.isLetterOrDigit(glyph.text().codePointAt(0));
        if (glyph.size() > size) {
            size = glyph.size();
            baseline = glyph.baseline();
        }
    }

    private boolean continues(Glyph glyph) {
        float em = Math.max(size, glyph.size());
        float space = Math.min(OF_SPACE * glyph.space(), OF_SIZE * em);
        boolean sameLine = Math.abs(glyph.baseline() - baseline) < 0.4f * em;
        // from left to right, or from right to left
        boolean after = glyph.x() - right <= space && glyph.x() >= right - BACK * em;
        boolean before = left - glyph.right() <= space && glyph.right() <= left + BACK * em;
        return sameLine && (after || before && GlyphText.hasRightToLeft(glyph.text()));
    }

    private void finish() {
        if (!open.isEmpty()) {
            done.add(new Word(text.toString(), left, right, baseline, size, bold, open));
        }
        open.clear();
        text.setLength(0);
    }
}
