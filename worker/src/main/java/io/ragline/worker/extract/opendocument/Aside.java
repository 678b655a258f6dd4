package io.ragline.worker.extract.opendocument;

import io.ragline.worker.extract.page.Block;
import io.ragline.worker.extract.page.CleanText;

/** The text of a note or comment while it is read; it goes behind the paragraph that it hangs on. */
final class Aside {
    private static final int LONGEST = 256 * 1_024;

    private final StringBuilder text = new StringBuilder();
    private String author = "";

    void add(Block block) {
        if (text.length() < LONGEST) {
            text.append(text.isEmpty() ? "" : "\n").append(block.text());
        }
    }

    void author(CharSequence name) {
        author = CleanText.line(name);
    }

    boolean isBlank() {
        return CleanText.of(text).isEmpty();
    }

    String text() {
        return CleanText.of(text);
    }

    Block asComment() {
        return Block.paragraph((author.isEmpty() ? "Comment: " : "Comment by " + author + ": ") + text());
    }
}
