package io.ragline.worker.extract.page;

import java.util.ArrayList;
import java.util.List;

/** A paragraph of an office document while it is read: what it says so far, and what comes behind it. */
public abstract class OpenParagraph {
    private static final int LONGEST = 256 * 1_024;

    private final StringBuilder text = new StringBuilder();
    private final List<Block> after = new ArrayList<>();

    /** Whether what comes now isn't shown to who opens the document. */
    protected abstract boolean isHidden();

    public final void append(String more) {
        if (!isHidden()) {
            text.append(more);
        }
    }

    /** Line breaks here only wrap the file: those of the text are elements. */
    public final void text(char[] characters, int from, int length) {
        append(new String(characters, from, length).replace('\n', ' ').replace('\r', ' '));
    }

    /** Whether it is time to {@link #take} what there is, so that it needn't all be held. */
    public final boolean isLong() {
        return text.length() > LONGEST;
    }

    /** What it said since it was last taken. */
    public final String take() {
        String taken = text.toString();
        text.setLength(0);
        return taken;
    }

    /** What comes behind the paragraph: text boxes, notes, comments. */
    public final void after(Block block) {
        after.add(block);
    }

    public final List<Block> after() {
        return after;
    }
}
