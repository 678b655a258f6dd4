package io.ragline.worker.extract.pdf.table;

import io.ragline.worker.extract.pdf.table.Table.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lines of text that may be a table without lines between its columns. */
final class Candidate {
    private static final Pattern CAPTION = Pattern.compile(
            "(?i)(table|tab\\.|tabelle|tableau|tabla|tabela|tabella|exhibit|chart|fig(ure|\\.))\\s+[A-Z]?\\W?\\d");
    private static final Pattern IN_BRACKETS = Pattern.compile("[(\\[].*[)\\]]");
    private static final int MAX_CAPTION = 5;
    private static final float LARGER = 1.25f;

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
        int first = behindCaption();
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
        float[] columns = Gutters.columns(core);
        if (columns.length < 3) {
            return null;
        }
        first = framed ? first : withHeadings(first, behindCaption(), columns);
        List<Line> table = lines.subList(first, last + 1);
        int headerLines = HeaderLines.of(table, columns, rulings.across());
        List<Line> body = table.subList(headerLines, table.size());
        if (!new Looks(body, columns, framed).areTabular()) {
            return null;
        }
        return toTable(table, columns, headerLines);
    }

    /** The first line that is no caption: captions say so, or are set in larger letters than the table. */
    private int behindCaption() {
        List<Float> sizes = new ArrayList<>(lines.stream().map(Line::size).toList());
        sizes.sort(null);
        float usual = sizes.get(sizes.size() / 2);
        int first = 0;
        for (int i = 0; i < Math.min(MAX_CAPTION, lines.size()); i++) {
            Line line = lines.get(i);
            String text =
                    line.chunks().isEmpty() ? "" : line.chunks().getFirst().text();
            boolean larger = !framed && line.size() > LARGER * usual;
            boolean unit =
                    line.chunks().size() == 1 && IN_BRACKETS.matcher(text).matches();
            if (larger || unit || CAPTION.matcher(text).lookingAt()) {
                first = i + 1;
            }
        }
        return first;
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
    private int withHeadings(int first, int from, float[] columns) {
        int top = first;
        while (top > from) {
            Line above = lines.get(top - 1);
            Line below = lines.get(top);
            boolean near = below.baseline() - above.baseline() < 2 * below.size();
            boolean overColumns =
                    above.left() > columns[1] && above.right() < columns[columns.length - 1] + 3 * below.size();
            if (!near || !overColumns) {
                break;
            }
            top--;
        }
        return top;
    }

    private @Nullable Table toTable(List<Line> table, float[] columns, int headerLines) {
        Area area = area(table);
        List<Ruling> rules = rulings.across().stream()
                .filter(r -> r.at() > area.top() && r.at() < area.bottom() && area.overlapsAcross(r.from(), r.to()))
                .toList();
        List<Line> body = table.subList(headerLines, table.size());
        List<Cell> cells = headerLines == 0
                ? new ArrayList<>()
                : new ArrayList<>(HeaderCells.of(table.subList(0, headerLines), body, columns, rules));
        int headerRows = Cells.rows(cells);
        cells.addAll(Cells.below(headerRows, new Layout(columns, rules).cells(body)));
        cells = Cells.compact(cells);
        headerRows = headerLines == 0 ? HeaderRows.of(cells) : Math.min(headerRows, Cells.rows(cells) - 1);
        if (!Cells.areTabular(cells)) {
            return null;
        }
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
