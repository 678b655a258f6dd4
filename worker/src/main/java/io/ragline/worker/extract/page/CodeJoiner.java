package io.ragline.worker.extract.page;

import io.ragline.model.TextBlock.Kind;
import java.util.function.Consumer;

/** Writes blocks to a page; lines of code that follow each other, each a paragraph of its own, become one block. */
public final class CodeJoiner implements Consumer<Block> {
    private static final int LONGEST = 16 * 1_024;

    private final PageWriter page;
    private final StringBuilder code = new StringBuilder();

    public CodeJoiner(PageWriter page) {
        this.page = page;
    }

    @Override
    public void accept(Block block) {
        if (block.kind() == Kind.CODE) {
            code.append(block.text()).append('\n');
            if (code.length() >= LONGEST) {
                flush();
            }
        } else if (!block.text().isBlank()) {
            flush();
            block.writeTo(page);
        }
    }

    /** Before anything else is written to the page. */
    public void flush() {
        if (!code.isEmpty()) {
            page.code(code);
            code.setLength(0);
        }
    }
}
