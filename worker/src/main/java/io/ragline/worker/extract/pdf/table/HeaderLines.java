package io.ragline.worker.extract.pdf.table;

import java.util.List;

/** How many of the first lines of an unruled table are its header. */
final class HeaderLines {
    private static final int MAX = 8;

    private HeaderLines() {}

    static int of(List<Line> lines, float[] columns, List<Ruling> rules) {
        int limit = Math.min(MAX, lines.size() - 1);
        int ruled = aboveRule(lines, columns, rules, limit);
        int named = Math.max(ruled, aboveNumbers(lines, columns, limit));
        if (named > 0) {
            return named;
        }
        int bold = 0;
        while (bold < limit && isBold(lines.get(bold))) {
            bold++;
        }
        boolean boldBody = lines.subList(bold, lines.size()).stream()
                        .filter(HeaderLines::isBold)
                        .count()
                > (lines.size() - bold) / 2;
        return boldBody || bold == limit ? 0 : bold;
    }

    /** Above the first rule that goes right across, if few lines and few numbers are. */
    private static int aboveRule(List<Line> lines, float[] columns, List<Ruling> rules, int limit) {
        float left = columns[0];
        float right = columns[columns.length - 1];
        for (int i = 1; i <= limit; i++) {
            float above = lines.get(i - 1).baseline();
            float below = lines.get(i).baseline() - 0.5f * lines.get(i).size();
            float covered = 0;
            for (Ruling rule : rules) {
                covered += rule.at() > above && rule.at() < below ? rule.covers(left, right) : 0;
            }
            if (covered > 0.7f * (right - left)) {
                return i <= lines.size() / 2 + 1 && numbers(lines.subList(0, i)) <= (isFew(lines, i, rules) ? 0.4 : 0)
                        ? i
                        : 0;
            }
        }
        return 0;
    }

    /** Whether the rule below the first lines says something, because not every row has one. */
    private static boolean isFew(List<Line> lines, int count, List<Ruling> rules) {
        long below = rules.stream()
                .filter(r -> r.at() > lines.get(count).baseline()
                        && r.at() < lines.getLast().baseline())
                .count();
        return below * 4 <= lines.size();
    }

    private static double numbers(List<Line> lines) {
        int numbers = 0;
        int all = 0;
        for (Line line : lines) {
            for (Chunk chunk : line.chunks()) {
                all++;
                numbers += chunk.isNumeric() && !isYear(chunk) ? 1 : 0;
            }
        }
        return (double) numbers / all;
    }

    /** The lines before the first that has numbers in most columns that mostly have numbers. */
    private static int aboveNumbers(List<Line> lines, float[] columns, int limit) {
        int count = columns.length - 1;
        int[] numbers = new int[count];
        int[] filled = new int[count];
        for (Line line : lines) {
            for (Chunk chunk : line.chunks()) {
                int column = Mesh.slot(columns, (chunk.left() + chunk.right()) / 2);
                filled[column]++;
                numbers[column] += chunk.isNumeric() ? 1 : 0;
            }
        }
        int numeric = 0;
        for (int c = 0; c < count; c++) {
            numeric += numbers[c] > 0.5 * filled[c] && filled[c] > 1 ? 1 : 0;
        }
        if (numeric == 0) {
            return 0;
        }
        for (int i = 0; i <= limit; i++) {
            int found = 0;
            for (Chunk chunk : lines.get(i).chunks()) {
                int column = Mesh.slot(columns, (chunk.left() + chunk.right()) / 2);
                found += chunk.isNumeric() && !isYear(chunk) && numbers[column] > 0.5 * filled[column] ? 1 : 0;
            }
            if (found > 0 && found >= 0.3 * numeric) {
                return withoutGroupName(lines, columns, i);
            }
        }
        return 0;
    }

    /** A last line that has nothing but a name at the left is the body's: it names the rows below it. */
    private static int withoutGroupName(List<Line> lines, float[] columns, int count) {
        int kept = count;
        while (kept > 1) {
            List<Chunk> chunks = lines.get(kept - 1).chunks();
            boolean nameOnly = chunks.size() == 1 && chunks.getFirst().left() < columns[1] && isFull(lines, kept - 1);
            if (!nameOnly) {
                break;
            }
            kept--;
        }
        return kept;
    }

    private static boolean isFull(List<Line> lines, int count) {
        return lines.subList(0, count).stream().anyMatch(line -> line.chunks().size() > 1);
    }

    private static boolean isBold(Line line) {
        return line.chunks().stream().allMatch(Chunk::bold);
    }

    private static boolean isYear(Chunk chunk) {
        return chunk.text().matches("(\\D{0,3}(1[5-9]|20)\\d\\d\\D{0,3}){1,2}");
    }
}
