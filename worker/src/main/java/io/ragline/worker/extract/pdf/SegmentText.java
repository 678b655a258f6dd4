package io.ragline.worker.extract.pdf;

import java.util.List;

/** The text of one line's glyphs, with a space where a gap between two of them means one. */
final class SegmentText {
    // the two tolerances are PDFTextStripper's own defaults
    private static final float OF_SPACE = 0.5f;
    private static final float OF_AVERAGE_CHARACTER = 0.3f;

    private static final float OF_TRACKING = 1.6f;

    private final StringBuilder text = new StringBuilder();
    private float averageWidth = -1;
    private float mainSize;
    private int ofMainSize;
    private int letters;
    private int boldLetters;
    private float firstWord = -1;
    private float lastWordStart;
    private float lastWordEnd;
    private final float tracking;

    SegmentText(List<Glyph> glyphs) {
        tracking = Tracking.of(glyphs);
        float start = glyphs.getFirst().x();
        float end = start;
        for (Glyph glyph : glyphs) {
            if (glyph.blank()) {
                if (tracking == 0) {
                    space(start, end);
                }
                continue;
            }
            if (glyph.x() > end + gapOfSpace(glyph)) {
                space(start, end);
            }
            if (text.isEmpty() || text.charAt(text.length() - 1) == ' ') {
                lastWordStart = glyph.x();
            }
            text.append(glyph.text());
            end = Math.max(end, glyph.right());
            lastWordEnd = end;
            count(glyph);
        }
        if (firstWord < 0) {
            firstWord = end - start;
        }
    }

    private void space(float start, float end) {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
            text.append(' ');
            if (firstWord < 0) {
                firstWord = end - start;
            }
        }
    }

    private float gapOfSpace(Glyph glyph) {
        if (tracking > 0) {
            return OF_TRACKING * tracking;
        }
        float average = averageWidth < 0 ? glyph.width() : averageWidth;
        return Math.min(OF_SPACE * glyph.space(), OF_AVERAGE_CHARACTER * average);
    }

    private void count(Glyph glyph) {
        averageWidth = averageWidth < 0 ? glyph.width() : (averageWidth + glyph.width()) / 2;
        if (Character.isLetter(glyph.text().codePointAt(0))) {
            letters++;
            boldLetters += glyph.bold() ? 1 : 0;
        }
        // majority vote in one pass: mathematics in a line is set in many sizes, its words in one
        if (Math.abs(glyph.size() - mainSize) < 0.05f) {
            ofMainSize++;
        } else if (--ofMainSize < 0) {
            mainSize = glyph.size();
            ofMainSize = 1;
        }
    }

    boolean isBlank() {
        return text.isEmpty();
    }

    String text() {
        return text.toString().stripTrailing();
    }

    float mainSize() {
        return mainSize;
    }

    boolean bold() {
        return letters > 0 && boldLetters > 0.8 * letters;
    }

    /** Width of its word at the left. */
    float firstWord() {
        return firstWord;
    }

    /** Width of its word at the right. */
    float lastWord() {
        return lastWordEnd - lastWordStart;
    }
}
