package io.ragline.model;

import java.util.Objects;

/**
 * A sentence of an answer that none of the passages supports.
 *
 * @param text the sentence
 * @param start offset in the answer, in UTF-16 units
 * @param end offset behind it
 */
public record UnsupportedSentence(String text, int start, int end) {
    public UnsupportedSentence {
        Objects.requireNonNull(text);
    }
}
