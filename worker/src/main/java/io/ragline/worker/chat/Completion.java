package io.ragline.worker.chat;

import io.ragline.model.TokenUsage;
import java.util.Objects;

/**
 * What a model said.
 *
 * @param text never blank
 * @param model the name that it is configured by; another than was asked if that one had to stand in
 * @param usage what it read and wrote, tries that failed included
 * @param complete false if it was cut off at the longest answer
 */
public record Completion(String text, String model, TokenUsage usage, boolean complete) {
    public Completion {
        Objects.requireNonNull(text);
        Objects.requireNonNull(model);
        Objects.requireNonNull(usage);
    }

    /** This, after so much was spent in vain, which counts too. */
    public Completion having(TokenUsage spent) {
        return new Completion(text, model, usage.plus(spent), complete);
    }
}
