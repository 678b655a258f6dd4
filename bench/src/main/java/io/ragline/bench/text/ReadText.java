package io.ragline.bench.text;

import io.ragline.model.Box;
import io.ragline.model.Page;
import io.ragline.model.PageWarning;
import io.ragline.model.TextBlock;
import io.ragline.model.TextLine;
import io.ragline.worker.extract.PageSink;

/**
 * The text of a document as it was read: an empty line between blocks, and within them the lines broken where the page
 * breaks them. Ground truth keeps these breaks; blocks have spaces in their place. A word that was joined over a break
 * stays whole, on the upper line.
 */
final class ReadText implements PageSink {
    private final StringBuilder text = new StringBuilder();
    private int pages;

    @Override
    public void pages(int total) {}

    @Override
    public void page(Page page) {
        pages = Math.max(pages, page.number());
        page.blocks().forEach(this::append);
        text.append('\n');
    }

    @Override
    public void warning(PageWarning warning) {}

    private void append(TextBlock block) {
        StringBuilder printed = new StringBuilder(block.text());
        for (int i = 1; i < block.lines().size(); i++) {
            TextLine line = block.lines().get(i);
            if (isBelow(block.lines().get(i - 1).box(), line.box())) {
                breakAt(printed, line.start());
            }
        }
        text.append(printed).append("\n\n");
    }

    /** Puts the break in place of the space before the line, or behind the word that a hyphen had broken. */
    private static void breakAt(StringBuilder printed, int start) {
        int at = start > 0 && isSpace(printed.charAt(start - 1)) ? start - 1 : printed.indexOf(" ", start);
        if (at >= 0) {
            printed.setCharAt(at, '\n');
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n';
    }

    /** The cells of one printed line stand beside each other; a line below may begin in the next column, further up. */
    private static boolean isBelow(Box before, Box line) {
        float centre = line.y() + line.height() / 2;
        boolean beside = centre > before.y() && centre < before.y() + before.height();
        return !beside || line.x() + line.width() < before.x();
    }

    int pages() {
        return pages;
    }

    /** With every run of white space as one space. */
    static String flowed(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
