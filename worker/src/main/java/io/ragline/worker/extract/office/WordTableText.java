package io.ragline.worker.extract.office;

import io.ragline.worker.extract.page.Block;
import io.ragline.worker.extract.page.Merge;
import io.ragline.worker.extract.page.PageWriter;
import io.ragline.worker.extract.page.WordTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/** A table of a Word document while it is read. One within another is written into its cell as text, a line for each row. */
final class WordTableText {
    private static final int LONGEST_CELL = 64 * 1_024;
    private static final int FIRST_ROW = 0x20;

    private final @Nullable WordTable table;
    private final @Nullable Consumer<Block> holder;
    private final StringBuilder cell = new StringBuilder();
    private final List<String> innerRow = new ArrayList<>();
    private int span;
    private Merge merge = Merge.NONE;
    private boolean widens;
    private boolean header;

    private WordTableText(@Nullable WordTable table, @Nullable Consumer<Block> holder) {
        this.table = table;
        this.holder = holder;
    }

    static WordTableText on(PageWriter page) {
        return new WordTableText(new WordTable(page.table()), null);
    }

    static WordTableText within(Consumer<Block> holder) {
        return new WordTableText(null, holder);
    }

    void startRow() {
        header = false;
        innerRow.clear();
    }

    Consumer<Block> startCell() {
        cell.setLength(0);
        span = 1;
        merge = Merge.NONE;
        widens = false;
        return block -> {
            if (!block.text().isBlank() && cell.length() < LONGEST_CELL) {
                cell.append(cell.isEmpty() ? "" : "\n").append(block.text());
            }
        };
    }

    void property(String name, Attributes attributes) {
        String value = Word.attribute(attributes, "val");
        switch (name) {
            case "gridSpan" -> span = Word.number(value, 1);
            case "vMerge" -> merge = "restart".equals(value) ? Merge.FIRST : Merge.ABOVE;
            case "hMerge" -> widens = !"restart".equals(value);
            case "tblHeader" -> header = Word.isOn(value);
            case "gridBefore" -> {
                if (table != null) {
                    table.cell("", Math.clamp(Word.number(value, 1), 1, 100), Merge.NONE);
                }
            }
            case "tblLook" -> look(attributes, value);
            default -> throw new IllegalArgumentException(name);
        }
    }

    private void look(Attributes attributes, @Nullable String mask) {
        String firstRow = Word.attribute(attributes, "firstRow");
        boolean special = firstRow != null ? Word.isOn(firstRow) : (hexadecimal(mask) & FIRST_ROW) != 0;
        if (special && table != null) {
            table.firstRowIsSpecial();
        }
    }

    private static int hexadecimal(@Nullable String mask) {
        try {
            return mask == null ? 0 : Integer.parseInt(mask, 16);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    void endCell() {
        String text = cell.toString();
        if (table == null) {
            innerRow.add(text.replace('\n', ' '));
        } else if (widens) {
            table.widenLast(text);
        } else {
            table.cell(text, span, merge);
        }
    }

    void endRow() {
        if (table != null) {
            table.endRow(header);
        } else if (holder != null) {
            holder.accept(Block.paragraph(String.join(" | ", innerRow)));
        }
    }

    void finish() {
        if (table != null) {
            table.finish();
        }
    }
}
