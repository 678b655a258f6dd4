package io.ragline.model;

import java.util.List;
import java.util.Objects;

/**
 * A piece of a document, small enough to embed and to quote.
 *
 * @param ordinal its place in the document, from 0
 * @param text what it says, as in the document
 * @param headingPath the headings above it, highest first
 * @param spans which part of the text stands on which page, in order, without gaps beyond white space
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
        int page = spans.getFirst().page();
        for (PageSpan span : spans) {
            if (span.start() > offset) {
                break;
            }
            page = span.page();
        }
        return page;
    }
}
