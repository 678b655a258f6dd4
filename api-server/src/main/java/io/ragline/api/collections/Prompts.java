package io.ragline.api.collections;

import io.ragline.api.http.BadFieldException;
import org.jspecify.annotations.Nullable;

/** What language models are told, as callers give it. */
final class Prompts {
    private static final int LONGEST = 8_000;

    private Prompts() {}

    /**
     * The prompt as it is kept; null for the usual one.
     *
     * @throws BadFieldException if it is too long
     */
    static @Nullable String check(@Nullable String prompt) {
        if (prompt == null || prompt.isBlank()) {
            return null;
        }
        if (prompt.length() > LONGEST || prompt.indexOf('\0') >= 0) {
            throw new BadFieldException(
                    "prompt", "prompt has at most %d characters, and none of them is NUL.".formatted(LONGEST));
        }
        return prompt.strip();
    }
}
