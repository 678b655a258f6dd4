package io.ragline.model;

/**
 * What a model read and wrote.
 *
 * @param promptTokens read
 * @param completionTokens written
 * @param estimated whether these were counted here, because the model did not say
 */
public record TokenUsage(int promptTokens, int completionTokens, boolean estimated) {
    /** Nothing. */
    public static final TokenUsage NONE = new TokenUsage(0, 0, false);

    public TokenUsage plus(TokenUsage other) {
        return new TokenUsage(
                promptTokens + other.promptTokens,
                completionTokens + other.completionTokens,
                estimated || other.estimated);
    }
}
