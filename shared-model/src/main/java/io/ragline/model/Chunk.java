package io.ragline.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a document, small enough to embed and to quote.
 *
 * @param ordinal its place in the document, from 0
 * @param text what it says, as in the document
 * @param headingPath the headings above it, highest first
 * @param spans which part of the text stands on which page and where on it, in order; between them there is nothing but
 *     white space, and bars between the cells of a table
 * @param tokens length of the text in tokens of the embedding model
 */
public record Chunk(int ordinal, String text, List<String> headingPath, List<PageSpan> spans, int tokens) {
    public Chunk {
        Objects.requireNonNull(text);
        headingPath = List.copyOf(headingPath);
        spans = List.copyOf(spans);
        if (ordinal < 0 || spans.isEmpty()) {
            throw new IllegalArgumentException("A chunk needs an ordinal of at least 0 (%d) and a page (%d spans)"
                    .formatted(ordinal, spans.size()));
        }
    }

    /** The page on which the character at {@code offset} of the text stands. */
    public int pageAt(int offset) {
        return spanAt(offset).page();
    }

    /** The printed number of the page on which the character at {@code offset} of the text stands, if the document says. */
    public @Nullable String pageLabelAt(int offset) {
        return spanAt(offset).label();
    }

    /**
     * Where {@code text[start, end)} stands: a box for each line of it, or cell, in order; empty where the format has no
     * places. Of a line that is only partly within, the part's box is estimated from the widths of the characters.
     */
    public List<PageBox> boxes(int start, int end) {
        List<PageSpan> parts = new ArrayList<>();
        for (PageSpan span : spans) {
            span.within(text, start, end).ifPresent(part -> addOrJoin(part, parts));
        }
        List<PageBox> boxes = new ArrayList<>(parts.size());
        for (PageSpan part : parts) {
            if (part.box() != null) {
                boxes.add(PageBox.of(part.page(), part.box()));
            }
        }
        return boxes;
    }

    private void addOrJoin(PageSpan part, List<PageSpan> parts) {
        if (!parts.isEmpty()) {
            PageSpan joined = parts.getLast().joined(part, text).orElse(null);
            if (joined != null) {
                parts.set(parts.size() - 1, joined);
                return;
            }
        }
        parts.add(part);
    }

    private PageSpan spanAt(int offset) {
        PageSpan found = spans.getFirst();
        for (PageSpan span : spans) {
            if (span.start() > offset) {
                break;
            }
            found = span;
        }
        return found;
    }
}
