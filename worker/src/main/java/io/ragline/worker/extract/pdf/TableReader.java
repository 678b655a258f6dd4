package io.ragline.worker.extract.pdf;

import io.ragline.worker.extract.pdf.table.Ruling;
import io.ragline.worker.extract.pdf.table.Table;
import io.ragline.worker.extract.pdf.table.TableFinder;
import io.ragline.worker.extract.pdf.table.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Takes the tables out of a page's glyphs; what is left is the text that flows. */
final class TableReader {
    private static final int NO_CELL = -1;
    private static final int IN_TABLE = -2;

    private final List<Glyph> glyphs;
    private final Writing writing;
    private final List<PageTable> tables = new ArrayList<>();
    /** For each glyph the number of its cell, over all tables. */
    private final int[] cellOf;

    private int cells;

    /** @param lines in the page's own space */
    TableReader(List<Glyph> glyphs, Writing writing, PageGeometry geometry, List<Ruling> lines) {
        this.glyphs = glyphs;
        this.writing = writing;
        this.cellOf = new int[glyphs.size()];
        Arrays.fill(cellOf, NO_CELL);
        glyphs.stream().mapToInt(Glyph::direction).distinct().limit(4).forEach(direction -> {
            List<Word> words = Words.of(glyphs, direction);
            TableFinder.find(words, geometry.inDirection(direction, lines)).forEach(t -> take(t, direction));
        });
    }

    private void take(Table table, int direction) {
        table.words().forEach(w -> w.glyphs().forEach(g -> cellOf[g] = IN_TABLE));
        int first = cells;
        for (Table.Cell cell : table.cells()) {
            cell.words().forEach(w -> w.glyphs().forEach(g -> cellOf[g] = cells));
            cells++;
        }
        List<List<Glyph>> inCell = new ArrayList<>();
        table.cells().forEach(cell -> inCell.add(new ArrayList<>()));
        int before = NO_CELL;
        for (int i = 0; i < cellOf.length; i++) {
            int cell = cellOf[i];
            if (glyphs.get(i).blank() && before >= first) {
                // a space belongs to the cell whose words it parts
                inCell.get(before - first).add(glyphs.get(i));
            } else if (cell >= first) {
                inCell.get(cell - first).add(glyphs.get(i));
            }
            before = glyphs.get(i).blank() ? before : cell;
        }
        List<PageTable.Cell> read = new ArrayList<>();
        for (int c = 0; c < table.cells().size(); c++) {
            Table.Cell cell = table.cells().get(c);
            read.add(new PageTable.Cell(
                    cell.row(), cell.rowSpan(), cell.columnSpan(), cell.isHeader(table), lines(inCell.get(c))));
        }
        tables.add(new PageTable(direction, table.left(), table.top(), table.right(), table.bottom(), read));
    }

    private List<Row> lines(List<Glyph> inCell) {
        List<Segment> down = Segments.of(withoutLeaders(inCell), writing).stream()
                .sorted(Comparator.comparingDouble(Segment::baseline))
                .toList();
        List<Row> rows = new ArrayList<>();
        List<Segment> open = new ArrayList<>();
        for (Segment segment : down) {
            if (!open.isEmpty() && !segment.onBaselineOf(open.getFirst())) {
                rows.add(row(open));
                open.clear();
            }
            open.add(segment);
        }
        if (!open.isEmpty()) {
            rows.add(row(open));
        }
        return rows;
    }

    private static Row row(List<Segment> segments) {
        Comparator<Segment> across = Comparator.comparingDouble(Segment::left);
        boolean rightToLeft = segments.stream().anyMatch(Segment::leftwards);
        return new Row(segments.stream()
                .sorted(rightToLeft ? across.reversed() : across)
                .toList());
    }

    private static List<Glyph> withoutLeaders(List<Glyph> glyphs) {
        boolean[] leaders = Words.leaders(glyphs);
        List<Glyph> kept = new ArrayList<>(glyphs.size());
        for (int i = 0; i < leaders.length; i++) {
            if (!leaders[i]) {
                kept.add(glyphs.get(i));
            }
        }
        return kept;
    }

    List<PageTable> tables() {
        return tables;
    }

    /** The glyphs that are in no table, in the order given. */
    List<Glyph> flow() {
        if (tables.isEmpty()) {
            return glyphs;
        }
        List<Glyph> flow = new ArrayList<>(glyphs.size());
        for (int i = 0; i < cellOf.length; i++) {
            if (cellOf[i] == NO_CELL) {
                flow.add(glyphs.get(i));
            }
        }
        return flow;
    }
}
