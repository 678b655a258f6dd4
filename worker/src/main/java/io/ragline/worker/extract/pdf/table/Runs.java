package io.ragline.worker.extract.pdf.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Runs of lines that may be tables: what is not prose, line after line without a large gap, and no prose or table
 * between.
 */
final class Runs {
    private static final float MAX_GAP_IN_EM = 2.8f;
    private static final float OF_PITCH = 1.8f;
    private static final int MAX_SINGLES = 2;

    private final Set<Chunk> prose;
    private final List<Area> taken;
    private final List<List<Line>> runs = new ArrayList<>();
    private final List<Line> open = new ArrayList<>();
    private float left;
    private float right;
    private float pitches;
    private int singles;

    private Runs(Set<Chunk> prose, List<Area> taken) {
        this.prose = prose;
        this.taken = taken;
    }

    /** @param taken where tables were found already */
    static List<List<Line>> of(List<Line> lines, Set<Chunk> prose, List<Area> taken) {
        Runs runs = new Runs(prose, taken);
        lines.forEach(runs::add);
        runs.close();
        return runs.runs;
    }

    private void add(Line line) {
        List<Chunk> free =
                line.chunks().stream().filter(c -> !prose.contains(c)).toList();
        boolean proseAcross = free.size() < line.chunks().size()
                && line.chunks().stream().anyMatch(c -> prose.contains(c) && c.shares(left, right) > 0);
        if (!open.isEmpty() && (proseAcross || isFar(line))) {
            close();
        }
        if (free.isEmpty()) {
            return;
        }
        append(free.size() == line.chunks().size() ? line : Line.ofChunks(free));
    }

    private void append(Line line) {
        if (open.isEmpty()) {
            left = line.left();
            right = line.right();
            pitches = 0;
            singles = 0;
        } else {
            pitches += line.baseline() - open.getLast().baseline();
        }
        boolean single = line.chunks().size() < 2;
        singles = single ? singles + 1 : 0;
        left = Math.min(left, line.left());
        right = Math.max(right, line.right());
        open.add(line);
        if (singles > MAX_SINGLES && open.size() > singles) {
            // what follows a stretch of single lines is another thing
            List<Line> tail = new ArrayList<>(open.subList(open.size() - singles, open.size()));
            open.subList(open.size() - singles, open.size()).clear();
            close();
            tail.forEach(this::appendPlain);
        }
    }

    private void appendPlain(Line line) {
        left = open.isEmpty() ? line.left() : Math.min(left, line.left());
        right = open.isEmpty() ? line.right() : Math.max(right, line.right());
        pitches += open.isEmpty() ? -pitches : line.baseline() - open.getLast().baseline();
        open.add(line);
    }

    private boolean isFar(Line line) {
        Line last = open.getLast();
        float distance = line.baseline() - last.baseline();
        float usual = open.size() < 3 ? 0 : pitches / (open.size() - 1);
        float em = Math.max(last.size(), line.size());
        boolean tableBetween = taken.stream()
                .anyMatch(area -> area.top() < line.baseline()
                        && area.bottom() > last.baseline()
                        && area.overlapsAcross(left, right));
        return tableBetween || distance > Math.max(MAX_GAP_IN_EM * em, OF_PITCH * usual);
    }

    private void close() {
        if (open.size() > 1) {
            runs.add(new ArrayList<>(open));
        }
        open.clear();
        singles = 0;
    }
}
