package io.ragline.worker.extract.pdf;

import io.ragline.model.TextBlock;
import io.ragline.model.TextBlock.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes blocks of a page's rows: paragraphs of wrapped lines, headings, list items. */
final class Blocks {
    /** What a row is to the block above it. */
    private enum Join {
        /** The sentence goes on. */
        WRAP,
        /** Same block, but the line was broken on purpose (an address, the rows of a table). */
        LINE,
        /** A block of its own. */
        NEW
    }

    private static final float CLEARLY_SHORT = 0.2f;
    private static final float SHORT = 0.1f;
    private static final String SENTENCE_ENDS = ".!?:;…”\"»)]。！？";

    private final PageGeometry geometry;
    private final Hyphenation hyphenation;
    private final Headings headings;
    private final List<Row> rows;
    private final PageRhythm rhythm;
    private final TablePlaces tables;
    private final List<TextBlock> blocks = new ArrayList<>();

    private Blocks(
            PageGeometry geometry, Hyphenation hyphenation, Headings headings, List<Row> rows, List<PageTable> tables) {
        this.geometry = geometry;
        this.hyphenation = hyphenation;
        this.headings = headings;
        this.rows = rows;
        this.tables = new TablePlaces(rows, tables);
        this.rhythm = new PageRhythm(rows);
    }

    static List<TextBlock> of(
            List<Row> rows,
            List<PageTable> tables,
            PageGeometry geometry,
            Hyphenation hyphenation,
            FontProfile profile) {
        return new Blocks(geometry, hyphenation, new Headings(profile), rows, tables).build();
    }

    private List<TextBlock> build() {
        BlockText open = null;
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (!tables.before(i).isEmpty()) {
                close(open, i);
                open = null;
                addTables(i);
            }
            Join join = open == null ? Join.NEW : join(open, i);
            if (open == null || join == Join.NEW) {
                close(open, i);
                open = new BlockText(geometry, hyphenation);
            }
            if (join == Join.LINE) {
                open.breakLine(row);
            } else {
                open.wrap(row);
            }
        }
        close(open, rows.size());
        addTables(rows.size());
        return blocks;
    }

    private void addTables(int before) {
        tables.before(before).forEach(table -> blocks.add(TableHtml.block(table, geometry, hyphenation)));
    }

    private void close(@Nullable BlockText block, int next) {
        if (block == null) {
            return;
        }
        int level = isCell(block, next) ? 0 : headings.level(block);
        if (level > 0) {
            blocks.add(block.toBlock(Kind.HEADING, level));
        } else if (block.startsItem()) {
            blocks.add(block.toBlock(Kind.LIST_ITEM, 0));
        } else {
            blocks.add(block.toBlock(Kind.PARAGRAPH, 0));
        }
    }

    /** Whether other text stands beside it, as beside the cell of a table, however that is set. */
    private boolean isCell(BlockText block, int next) {
        int before = next - block.rows().size() - 1;
        return before >= 0 && standsBeside(block.firstRow(), rows.get(before))
                || next < rows.size() && standsBeside(block.lastRow(), rows.get(next));
    }

    private static boolean standsBeside(Row one, Row other) {
        return one.direction() == other.direction()
                && Math.abs(one.baseline() - other.baseline()) < 0.9f * Math.max(one.size(), other.size())
                && !one.overlapsAcross(other);
    }

    private Join join(BlockText block, int index) {
        Row before = block.lastRow();
        Row row = rows.get(index);
        if (looksDifferent(before, row)) {
            return Join.NEW;
        }
        boolean below = row.baseline() > before.baseline() && row.overlapsAcross(before);
        if (!below) {
            return goesOnInNextColumn(block, row) ? Join.WRAP : Join.NEW;
        }
        if (rhythm.gapAbove(before, row) || startsNewItem(block, index) || startsParagraph(block, index)) {
            return Join.NEW;
        }
        if (endsWithHyphen(block)) {
            return Join.WRAP;
        }
        if (before.isTabular() || row.isTabular()) {
            return Join.LINE;
        }
        if (rhythm.brokenOnPurpose(index, SHORT) && endsSentence(block) && startsSentence(row)) {
            return Join.NEW;
        }
        return rhythm.brokenOnPurpose(index, CLEARLY_SHORT) ? Join.LINE : Join.WRAP;
    }

    private static boolean looksDifferent(Row before, Row row) {
        boolean size = Math.abs(before.size() - row.size()) > 0.09f * Math.max(before.size(), row.size());
        return before.direction() != row.direction()
                || before.leftwards() != row.leftwards()
                || size
                || before.bold() != row.bold();
    }

    /** A paragraph that the end of a column cut: it doesn't end like one, and what follows doesn't begin like one. */
    private static boolean goesOnInNextColumn(BlockText block, Row row) {
        boolean up = row.baseline() < block.lastRow().baseline();
        int first = row.first().text().codePointAt(0);
        return up && !endsSentence(block) && Character.isLowerCase(first) && block.length() > 60;
    }

    private boolean startsNewItem(BlockText block, int index) {
        String line = rows.get(index).text();
        if (ListMarker.isBullet(line)) {
            return true;
        }
        boolean afterItem = block.startsItem();
        return ListMarker.isNumber(line) && (afterItem || rhythm.brokenOnPurpose(index, SHORT) || endsSentence(block));
    }

    private boolean startsParagraph(BlockText block, int index) {
        Row before = block.lastRow();
        Row row = rows.get(index);
        float shift = row.start() - before.start();
        float em = row.size();
        if (Math.abs(shift) < 0.8f * em || isCentred(before, row)) {
            return false;
        }
        if (shift > 0) {
            // an indented first line; or the text of an item behind its bullet, or a hanging indent
            boolean ended = endsSentence(block) || rhythm.brokenOnPurpose(index, SHORT);
            return ended && !block.startsItem() && shift < 6 * em;
        }
        // back to the margin: from an indented first line, or after something set in
        boolean goesOn = !block.startsItem() || !endsSentence(block) && !rhythm.brokenOnPurpose(index, SHORT);
        boolean afterIndentedFirstLine = block.rows().size() == 1 && -shift < 6 * em && goesOn;
        return !afterIndentedFirstLine;
    }

    private static boolean isCentred(Row before, Row row) {
        float centre = (before.left() + before.right()) / 2 - (row.left() + row.right()) / 2;
        return Math.abs(centre) < 0.5f * row.size();
    }

    private static boolean endsWithHyphen(BlockText block) {
        char last = block.lastCharacter();
        return last == '-' || last == '\u2010' || last == '\u00ad';
    }

    private static boolean endsSentence(BlockText block) {
        return SENTENCE_ENDS.indexOf(block.lastCharacter()) >= 0;
    }

    private static boolean startsSentence(Row row) {
        int first = row.first().text().codePointAt(0);
        return !Character.isLowerCase(first);
    }
}
