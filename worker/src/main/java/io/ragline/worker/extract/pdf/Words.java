package io.ragline.worker.extract.pdf;

import io.ragline.worker.extract.pdf.table.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes words of the glyphs of one reading direction, in the order in which the page draws them. */
final class Words {
    private static final float OF_SPACE = 0.5f;
    private static final float OF_SIZE = 0.18f;
    private static final float BACK = 0.5f;
    private static final String LEADERS = ".…·_‥․\uFFFD";
    private static final int MIN_LEADERS = 4;

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
        boolean[] leaders = leaders(glyphs);
        for (int i = 0; i < glyphs.size(); i++) {
            Glyph glyph = glyphs.get(i);
            if (glyph.direction() == direction) {
                if (i > 0 && leaders[i] != leaders[i - 1]) {
                    words.finish();
                }
                words.add(glyph, i, leaders[i]);
            }
        }
        words.finish();
        return words.done;
    }

    /** Which glyphs are dots, or the like, that lead the eye from an entry to its number: the same many times over. */
    static boolean[] leaders(List<Glyph> glyphs) {
        boolean[] leaders = new boolean[glyphs.size()];
        int start = 0;
        int run = 0;
        char of = 0;
        for (int i = 0; i < leaders.length; i++) {
            String text = glyphs.get(i).text().replace(" ", "");
            boolean leads = isLeader(text);
            if (run > 0 && !text.isBlank() && (!leads || text.charAt(0) != of)) {
                Arrays.fill(leaders, start, i, run >= MIN_LEADERS);
                run = 0;
            }
            if (leads) {
                start = run == 0 ? i : start;
                of = text.charAt(0);
                run += text.length();
            }
        }
        Arrays.fill(leaders, run > 0 ? start : leaders.length, leaders.length, run >= MIN_LEADERS);
        return leaders;
    }

    private static boolean isLeader(String text) {
        return !text.isEmpty()
                && LEADERS.indexOf(text.charAt(0)) >= 0
                && text.chars().allMatch(c -> c == text.charAt(0));
    }

    private void add(Glyph glyph, int index, boolean leader) {
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
        text.append(leader ? "." : glyph.text());
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
