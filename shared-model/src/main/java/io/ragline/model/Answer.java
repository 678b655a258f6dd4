package io.ragline.model;

import java.util.List;
import java.util.Objects;

/**
 * What a model made of the passages.
 *
 * @param text with {@code [n]} behind what citation n supports; in JSON, if that was asked for, then empty if there is no answer
 * @param model that wrote it
 * @param answered whether the passages hold an answer; if not, the text says so
 * @param truncated whether it was cut off at the longest answer, so that its end is missing
 * @param citations in the order in which the text refers to them; empty when nothing relevant was found
 * @param unsupported what the text says without a passage that says it
 * @param usage of the model
 */
public record Answer(
        String text,
        String model,
        boolean answered,
        boolean truncated,
        List<Citation> citations,
        List<UnsupportedSentence> unsupported,
        TokenUsage usage) {
    public Answer {
        Objects.requireNonNull(text);
        Objects.requireNonNull(model);
        Objects.requireNonNull(usage);
        citations = List.copyOf(citations);
        unsupported = List.copyOf(unsupported);
    }
}
