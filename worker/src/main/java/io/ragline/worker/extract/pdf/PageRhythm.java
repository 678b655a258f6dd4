package io.ragline.worker.extract.pdf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How a page's lines are spaced and how wide they run, by which a mere wrap is told from a break that was meant. */
final class PageRhythm {
    private static final float USUAL_LEADING = 1.3f;
    private static final int NEIGHBOURS = 12;

    private final List<Row> rows;
    private final float leading;

    PageRhythm(List<Row> rows) {
        this.rows = rows;
        this.leading = leading(rows);
    }

    /** Distance of the baselines of wrapped lines, in parts of the font size: a low quantile, since gaps are only wider. */
    private static float leading(List<Row> rows) {
        List<Float> distances = new ArrayList<>();
        for (int i = 1; i < rows.size(); i++) {
            Row before = rows.get(i - 1);
            Row next = rows.get(i);
            float distance = (next.baseline() - before.baseline()) / next.size();
            boolean comparable = before.direction() == next.direction()
                    && Math.abs(before.size() - next.size()) < 0.5f
                    && next.overlapsAcross(before);
            if (comparable && distance > 0.8f && distance < 3f) {
                distances.add(distance);
            }
        }
        if (distances.size() < 4) {
            return USUAL_LEADING;
        }
        Collections.sort(distances);
        return Math.clamp(distances.get(distances.size() * 3 / 10), 1f, 2.6f);
    }

    /** Whether the row stands further below the other than a wrapped line does. */
    boolean gapAbove(Row before, Row next) {
        return next.baseline() - before.baseline() > 1.28f * leading * Math.max(before.size(), next.size());
    }

    /**
     * Whether the line before was broken on purpose: the first word of the row would have had room at its end, and the
     * line is clearly shorter than its column. Merely ragged lines are a little shorter, too.
     *
     * @param share of the column's width that has to be empty
     */
    boolean brokenOnPurpose(int index, float share) {
        Row before = rows.get(index - 1);
        Row next = rows.get(index);
        float end = columnEnd(index - 1);
        float room = end - before.end();
        return room > next.first().firstWord() + 0.6f * next.size() && room > share * (end - before.start());
    }

    private float columnEnd(int index) {
        Row row = rows.get(index);
        float end = row.end();
        int to = Math.min(rows.size(), index + NEIGHBOURS);
        for (int i = Math.max(0, index - NEIGHBOURS); i < to; i++) {
            Row other = rows.get(i);
            boolean sameColumn = other.direction() == row.direction()
                    && other.leftwards() == row.leftwards()
                    && Math.abs(other.size() - row.size()) < 0.06f * row.size()
                    && (other == row || other.segments().size() == 1)
                    && Math.abs(other.start() - row.start()) < 4 * row.size()
                    && other.overlapsAcross(row);
            end = sameColumn ? Math.max(end, other.end()) : end;
        }
        return end;
    }
}
