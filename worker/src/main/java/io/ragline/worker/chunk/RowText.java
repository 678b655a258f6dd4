package io.ragline.worker.chunk;

import io.ragline.model.TextLine;
import java.util.ArrayList;
import java.util.List;

/** Puts the cells of a row on one line, between bars. */
final class RowText {
    private static final String BAR = " | ";
    private static final String UNDER = " / ";

    private final StringBuilder text = new StringBuilder();
    private final List<TextLine> lines = new ArrayList<>();
    private int cells;

    /** The next cell. @param parts what it says, from top to bottom; nothing of an empty one */
    void cell(List<BlockText> parts) {
        if (cells++ > 0) {
            text.append(text.isEmpty() ? BAR.stripLeading() : BAR);
        }
        for (int i = 0; i < parts.size(); i++) {
            text.append(i > 0 ? UNDER : "");
            add(parts.get(i));
        }
    }

    private void add(BlockText part) {
        int start = text.length();
        text.append(part.text());
        for (TextLine line : part.lines()) {
            lines.add(new TextLine(start + line.start(), start + line.end(), line.box()));
        }
    }

    BlockText build() {
        return new BlockText(text.toString().stripTrailing(), lines);
    }
}
