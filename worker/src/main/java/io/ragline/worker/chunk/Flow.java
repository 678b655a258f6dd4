package io.ragline.worker.chunk;

import io.ragline.model.PageSpan;
import io.ragline.model.TextBlock;
import java.util.ArrayList;
import java.util.List;

/** A paragraph that may go on over page breaks, with the page of each part of it. */
final class Flow {
    private static final int LONGEST = 20_000;
    private static final int A_LINE = 40;
    private static final int TWO_LINES = 80;

    private final TextBlock.Kind kind;
    private final StringBuilder text = new StringBuilder();
    private final List<PageSpan> spans = new ArrayList<>();

    Flow(TextBlock block, int page) {
        this.kind = block.kind();
        append(block.text().strip(), page);
    }

    TextBlock.Kind kind() {
        return kind;
    }

    String text() {
        return text.toString();
    }

    /** Whether the block is the rest of this paragraph, which a page or column break cut. */
    boolean goesOnIn(TextBlock block, int page) {
        if (block.kind() != TextBlock.Kind.PARAGRAPH || !isProse() || text.length() > LONGEST || endsSentence()) {
            return false;
        }
        boolean newPage = page > spans.getLast().page();
        return startsInLowerCase(block.text().strip())
                ? newPage || text.length() >= A_LINE
                : newPage && text.length() >= TWO_LINES;
    }

    void append(String more, int page) {
        if (!text.isEmpty() && !endsInHyphenatedWord()) {
            text.append(' ');
        }
        int start = text.length();
        text.append(more);
        spans.add(new PageSpan(page, start, text.length()));
    }

    /** Which part of {@code text[start, end)} stands on which page; offsets count from {@code start}. */
    List<PageSpan> spans(int start, int end) {
        List<PageSpan> found = new ArrayList<>(1);
        for (PageSpan span : spans) {
            int from = Math.max(start, span.start());
            int to = Math.min(end, span.end());
            if (from < to) {
                found.add(new PageSpan(span.page(), from - start, to - start));
            }
        }
        return found;
    }

    private boolean isProse() {
        return kind == TextBlock.Kind.PARAGRAPH || kind == TextBlock.Kind.LIST_ITEM;
    }

    private boolean endsSentence() {
        int end = text.length();
        while (end > 0 && "\"'”’»)]".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end == 0 || ".!?:;…。！？؟।".indexOf(text.charAt(end - 1)) >= 0;
    }

    private boolean endsInHyphenatedWord() {
        int length = text.length();
        return length >= 2 && text.charAt(length - 1) == '-' && Character.isLetter(text.charAt(length - 2));
    }

    private static boolean startsInLowerCase(String text) {
        return !text.isEmpty() && Character.isLowerCase(text.codePointAt(0));
    }
}
