package io.ragline.worker.chunk;

import io.ragline.model.Page;
import io.ragline.model.PageSpan;
import io.ragline.model.TextBlock;
import java.util.ArrayList;
import java.util.List;

/** A paragraph that may go on over page breaks, with the page and place of each line of it. */
final class Flow {
    private static final int LONGEST = 20_000;
    private static final int A_LINE = 40;
    private static final int TWO_LINES = 80;
    private static final char SOFT_HYPHEN = '\u00ad';
    private static final String HYPHENS = "-\u2010";

    private final TextBlock.Kind kind;
    private final StringBuilder text = new StringBuilder();
    private final List<PageSpan> spans = new ArrayList<>();

    Flow(TextBlock block, Page page) {
        this(block.kind(), BlockText.stripped(block), page);
    }

    Flow(TextBlock.Kind kind, BlockText start, Page page) {
        this.kind = kind;
        append(start, page);
    }

    TextBlock.Kind kind() {
        return kind;
    }

    String text() {
        return text.toString();
    }

    /** Takes the block in if it is the rest of this paragraph, which a page or column break cut. */
    boolean takes(TextBlock block, Page page) {
        boolean goesOn = goesOnIn(block, page);
        if (goesOn) {
            append(BlockText.stripped(block), page);
        }
        return goesOn;
    }

    private boolean goesOnIn(TextBlock block, Page page) {
        if (block.kind() != TextBlock.Kind.PARAGRAPH || !mayGoOn()) {
            return false;
        }
        boolean newPage = page.number() > spans.getLast().page();
        return startsInLowerCase(block.text().strip())
                ? newPage || text.length() >= A_LINE
                : newPage && text.length() >= TWO_LINES;
    }

    /** Whether it ends in the middle of a sentence. */
    boolean mayGoOn() {
        return isProse() && text.length() <= LONGEST && !endsSentence();
    }

    private void append(BlockText more, Page page) {
        if (!text.isEmpty() && text.charAt(text.length() - 1) == SOFT_HYPHEN) {
            dropLast();
        } else if (!text.isEmpty() && !endsInHyphenatedWord()) {
            text.append(' ');
        }
        int start = text.length();
        text.append(more.text());
        for (PageSpan span : more.spans(page)) {
            spans.add(span.moved(start));
        }
    }

    /** The hyphen stands on the page, so the line keeps its box. */
    private void dropLast() {
        text.setLength(text.length() - 1);
        PageSpan last = spans.removeLast();
        if (last.start() < text.length()) {
            spans.add(new PageSpan(last.page(), last.label(), last.start(), text.length(), last.box()));
        }
    }

    /** Which part of {@code text[start, end)} stands on which page and where; offsets count from {@code start}. */
    List<PageSpan> spans(int start, int end) {
        List<PageSpan> found = new ArrayList<>(2);
        for (PageSpan span : spans) {
            if (span.start() >= end) {
                break;
            }
            if (span.end() > start) {
                span.within(text, start, end).ifPresent(part -> found.add(part.moved(-start)));
            }
        }
        if (found.isEmpty()) {
            found.add(withoutPlace(start, end));
        }
        return found;
    }

    /** Of a stretch that holds nothing but bars of a table. */
    private PageSpan withoutPlace(int start, int end) {
        PageSpan before = spans.getFirst();
        for (PageSpan span : spans) {
            if (span.start() > start) {
                break;
            }
            before = span;
        }
        return new PageSpan(before.page(), before.label(), 0, end - start, null);
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
        return length >= 2
                && HYPHENS.indexOf(text.charAt(length - 1)) >= 0
                && Character.isLetter(text.charAt(length - 2));
    }

    private static boolean startsInLowerCase(String text) {
        return !text.isEmpty() && Character.isLowerCase(text.codePointAt(0));
    }
}
