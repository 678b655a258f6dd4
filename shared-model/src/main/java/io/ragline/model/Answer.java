package io.ragline.model;

import java.util.List;
import java.util.Objects;

/**
 * What a model made of the passages.
 *
 * @param text with {@code [n]} behind what citation n supports
 * @param model that wrote it
 * @param citations in the order of their numbers; empty when nothing relevant was found
 */
public record Answer(String text, String model, List<Citation> citations) {
    public Answer {
        Objects.requireNonNull(text);
        Objects.requireNonNull(model);
        citations = List.copyOf(citations);
    }
}
