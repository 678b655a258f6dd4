package io.ragline.worker.chunk;

import io.ragline.model.Page;
import io.ragline.model.PageSpan;
import io.ragline.model.TextBlock;
import io.ragline.model.TextLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A text and where on a page its lines stand.
 *
 * @param text what it says
 * @param lines where the parts of it stand; empty where the format has no places
 */
record BlockText(String text, List<TextLine> lines) {
    /** Stands between the cells of a row; no part of the page. */
    private static final char BAR = '|';

    BlockText {
        lines = lines.stream().sorted(Comparator.comparingInt(TextLine::start)).toList();
    }

    /** The blocks of a page that say something. */
    static List<TextBlock> written(Page page) {
        return page.blocks().stream().filter(block -> !block.text().isBlank()).toList();
    }

    /** The block without the white space around it; code keeps the indentation of its first line. */
    static BlockText stripped(TextBlock block) {
        String text = block.text();
        int end = text.stripTrailing().length();
        int start = Math.min(end, text.length() - text.stripLeading().length());
        if (block.kind() == TextBlock.Kind.CODE) {
            start = text.lastIndexOf('\n', start) + 1;
        }
        return new BlockText(text, block.lines()).part(start, end);
    }

    private BlockText part(int from, int to) {
        List<TextLine> within = new ArrayList<>(lines.size());
        for (TextLine line : lines) {
            int start = Math.max(line.start(), from);
            int end = Math.min(line.end(), to);
            if (start < end) {
                within.add(new TextLine(start - from, end - from, line.box()));
            }
        }
        return new BlockText(text.substring(from, to), within);
    }

    /** A span for each line, in order; words that are on no line have one without a box. There is one at least. */
    List<PageSpan> spans(Page page) {
        List<PageSpan> spans = new ArrayList<>(lines.size() + 1);
        int done = 0;
        for (TextLine line : lines) {
            int start = Math.max(line.start(), done);
            if (start < line.end()) {
                addWithoutPlace(done, start, page, spans);
                spans.add(new PageSpan(page.number(), page.label(), start, line.end(), line.box()));
                done = line.end();
            }
        }
        addWithoutPlace(done, text.length(), page, spans);
        return spans.isEmpty() ? List.of(new PageSpan(page.number(), page.label(), 0, text.length(), null)) : spans;
    }

    private void addWithoutPlace(int from, int to, Page page, List<PageSpan> spans) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!Sentences.isSpace(c) && (c != BAR || lines.isEmpty())) {
                spans.add(new PageSpan(page.number(), page.label(), i, to, null));
                return;
            }
        }
    }
}
