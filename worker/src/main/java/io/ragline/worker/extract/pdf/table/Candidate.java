package io.ragline.worker.extract.pdf.table;

import io.ragline.worker.extract.pdf.table.Table.Cell;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of text that may be a table without lines between its columns. */
final class Candidate {
    private final List<Line> lines;
    private final Rulings rulings;
    /** Rules enclose it, above and below. */
    private final boolean framed;

    Candidate(List<Line> lines, Rulings rulings, boolean framed) {
        this.lines = lines;
        this.rulings = rulings;
        this.framed = framed;
    }

    /** The table, or null if the lines are none. */
    @Nullable
    Table table() {
        int first = 0;
        int last = lines.size() - 1;
        if (!framed) {
            while (first <= last && lines.get(first).chunks().size() < 2) {
                first++;
            }
            while (last >= first && lines.get(last).chunks().size() < 2) {
                last--;
            }
        }
        List<Line> core = core(lines.subList(first, last + 1));
        if (core.size() < (framed ? 2 : 3)) {
            return null;
        }
        float[] columns = Gutters.of(core);
        if (columns.length < 3) {
            return null;
        }
        first = framed ? first : withHeadings(first, columns);
        List<Line> table = lines.subList(first, last + 1);
        int headerLines = HeaderLines.of(table, columns, rulings.across());
        List<Line> body = table.subList(headerLines, table.size());
        if (!new Looks(body, columns, framed).areTabular()) {
            return null;
        }
        return toTable(table, columns, headerLines);
    }

    /** The lines that show the columns: those that fill most of them. */
    private static List<Line> core(List<Line> lines) {
        List<Integer> counts = lines.stream()
                .map(line -> line.chunks().size())
                .filter(n -> n > 1)
                .sorted()
                .toList();
        if (counts.isEmpty()) {
            return List.of();
        }
        int usual = counts.get(counts.size() * 6 / 10);
        return lines.stream()
                .filter(line -> line.chunks().size() >= Math.max(2, 0.6 * usual))
                .toList();
    }

    /** Single headings above, over some of the columns but not the first. */
    private int withHeadings(int first, float[] columns) {
        int top = first;
        while (top > 0) {
            Line above = lines.get(top - 1);
            Line below = lines.get(top);
            boolean near = below.baseline() - above.baseline() < 2 * below.size();
            boolean overColumns =
                    above.left() > columns[1] && above.right() < columns[columns.length - 1] + below.size();
            if (!near || !overColumns) {
                break;
            }
            top--;
        }
        return top;
    }

    private Table toTable(List<Line> table, float[] columns, int headerLines) {
        Area area = area(table);
        List<Ruling> rules = rulings.across().stream()
                .filter(r -> r.at() > area.top() && r.at() < area.bottom() && area.overlapsAcross(r.from(), r.to()))
                .toList();
        List<Cell> header =
                headerLines == 0 ? List.of() : new HeaderCells(table.subList(0, headerLines), columns, rules).cells();
        List<Cell> cells = Cells.compact(new Layout(table, columns, rules).cells(headerLines));
        int headerRows = headerLines == 0 ? HeaderRows.of(cells) : Math.min(Cells.rows(header), Cells.rows(cells) - 1);
        List<Word> words = new ArrayList<>();
        table.forEach(line -> words.addAll(line.words()));
        return new Table(
                area.left(),
                area.top(),
                area.right(),
                area.bottom(),
                Cells.rows(cells),
                Cells.columns(cells),
                headerRows,
                cells,
                words);
    }

    private static Area area(List<Line> lines) {
        Area area = null;
        for (Line line : lines) {
            Area of = new Area(
                    line.left(),
                    line.baseline() - 0.8f * line.size(),
                    line.right(),
                    line.baseline() + 0.25f * line.size());
            area = area == null ? of : area.with(of);
        }
        return area == null ? new Area(0, 0, 0, 0) : area;
    }
}
