package io.ragline.worker.extract.pdf;

import io.ragline.model.TextBlock;
import io.ragline.model.TextLine;
import java.util.ArrayList;
import java.util.List;

/** A block that grows row by row, and remembers where each stretch of its text stands. */
final class BlockText {
    private final PageGeometry geometry;
    private final Hyphenation hyphenation;
    private final StringBuilder text = new StringBuilder();
    private final List<TextLine> lines = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    BlockText(PageGeometry geometry, Hyphenation hyphenation) {
        this.geometry = geometry;
        this.hyphenation = hyphenation;
    }

    /** Adds a row that only wraps. */
    void wrap(Row row) {
        String next = row.first().text();
        int cut = text.isEmpty() ? -1 : hyphenation.cut(text, next);
        if (cut > 0) {
            dropLast(cut);
        }
        append(row, text.isEmpty() || cut >= 0 ? "" : " ");
    }

    /** Adds a row that begins on a line of its own. */
    void breakLine(Row row) {
        append(row, text.isEmpty() ? "" : "\n");
    }

    private void append(Row row, String separator) {
        rows.add(row);
        String before = separator;
        for (Segment segment : row.segments()) {
            text.append(before);
            int start = text.length();
            text.append(withoutSoftHyphens(segment.text()));
            lines.add(new TextLine(start, text.length(), geometry.box(segment)));
            before = " ";
        }
    }

    private static String withoutSoftHyphens(String line) {
        // the last one is the line's own hyphen, on which the next row decides
        int last = line.length() - 1;
        int first = line.indexOf('\u00ad');
        return first < 0 || first == last ? line : line.substring(0, last).replace("\u00ad", "") + line.charAt(last);
    }

    private void dropLast(int characters) {
        text.setLength(text.length() - characters);
        TextLine last = lines.removeLast();
        lines.add(new TextLine(Math.min(last.start(), text.length()), text.length(), last.box()));
    }

    TextBlock toBlock(TextBlock.Kind kind, int level) {
        return new TextBlock(kind, level, text.toString(), lines);
    }

    String text() {
        return text.toString();
    }

    char lastCharacter() {
        return text.charAt(text.length() - 1);
    }

    /** Whether its first line begins as a list item does. */
    boolean startsItem() {
        return ListMarker.isBullet(firstRow().text())
                || ListMarker.isNumber(firstRow().text());
    }

    Row lastRow() {
        return rows.getLast();
    }

    Row firstRow() {
        return rows.getFirst();
    }

    List<Row> rows() {
        return rows;
    }

    int length() {
        return text.length();
    }
}
