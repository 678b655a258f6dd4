package io.ragline.worker.extract.pdf.table;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which columns the words of a header stand over. The headings themselves may be wider than the columns below them and
 * close to each other: where white space parts the lowest of a header's lines into as many pieces as there are columns,
 * each piece is the heading of one.
 */
final class HeaderColumns {
    private static final float MIN_GAP_IN_EM = 0.42f;

    private final List<Line> lines;
    private final float[] columns;
    /** The boundaries of the pieces; null if the header doesn't show them. */
    private final float @Nullable [] pieces;

    private int firstOwn;

    HeaderColumns(List<Line> lines, float[] columns) {
        this.lines = lines;
        this.columns = columns;
        float[] found = null;
        firstOwn = lines.size();
        for (int from = lines.size() - 1; from >= 0; from--) {
            float[] parted = pieces(lines.subList(from, lines.size()));
            if (parted != null) {
                found = parted;
                firstOwn = from;
            }
        }
        this.pieces = found;
    }

    private float @Nullable [] pieces(List<Line> lowest) {
        float[] parted = Gutters.pieces(lowest, MIN_GAP_IN_EM);
        int count = columns.length - 1;
        if (parted.length - 1 == count) {
            return fits(parted, 0) ? parted : null;
        }
        if (parted.length - 1 == count - 1 && count > 2) {
            // nothing names the first column
            float[] withFirst = new float[columns.length];
            withFirst[0] = columns[0];
            System.arraycopy(parted, 0, withFirst, 1, parted.length);
            withFirst[1] = Math.min(parted[0], columns[1]);
            return parted[0] > columns[0] && fits(withFirst, 1) ? withFirst : null;
        }
        return null;
    }

    /** Whether each piece stands at least in part over its column. */
    private boolean fits(float[] parted, int from) {
        for (int c = from; c + 1 < columns.length; c++) {
            if (Math.min(parted[c + 1], columns[c + 1]) <= Math.max(parted[c], columns[c])) {
                return false;
            }
        }
        return true;
    }

    /** Whether the line is one of those that have a heading for each column. */
    boolean isOwn(int line) {
        return line >= firstOwn;
    }

    private float[] boundaries(int line) {
        return pieces != null && isOwn(line) ? pieces : columns;
    }

    /** A line's chunks, cut where one column's heading ends. */
    List<Chunk> parts(int line) {
        float[] boundaries = boundaries(line);
        List<Chunk> parts = new ArrayList<>();
        for (Chunk chunk : lines.get(line).chunks()) {
            List<Word> open = new ArrayList<>();
            float space = isOwn(line) ? 0 : 1.5f * Chunk.usualGap(chunk.words());
            for (Word word : chunk.words()) {
                if (!open.isEmpty()) {
                    Word before = open.getLast();
                    boolean crosses =
                            Mesh.slot(boundaries, before.centreAcross()) != Mesh.slot(boundaries, word.centreAcross());
                    if (crosses && word.left() - before.right() > space) {
                        parts.add(new Chunk(open));
                        open.clear();
                    }
                }
                open.add(word);
            }
            parts.add(new Chunk(open));
        }
        return parts;
    }

    /** The first and the last column that it stands over. */
    int[] span(Chunk chunk, int line) {
        float[] boundaries = boundaries(line);
        return new int[] {
            Mesh.slot(boundaries, chunk.left() + 0.1f * chunk.width()),
            Mesh.slot(boundaries, chunk.right() - 0.1f * chunk.width())
        };
    }
}
