package io.ragline.api.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A model that can be asked for.
 *
 * @param name by which it is asked for
 * @param kind {@code chat}, {@code extractive} or {@code embedding}
 * @param model as its provider names it
 * @param standard whether it is taken where none is asked for
 * @param contextTokens tokens that it takes, a question's prompt and answer together
 * @param maxAnswerTokens tokens of its longest answer
 * @param dimensions the length of its vectors
 * @param reachable whether it answered when a worker looked last; null if that is not known
 * @param checkedAt when that was
 * @param detail what is wrong
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelView(
        String name,
        String kind,
        String model,
        boolean standard,
        @Nullable Integer contextTokens,
        @Nullable Integer maxAnswerTokens,
        @Nullable Integer dimensions,
        @JsonInclude @Nullable Boolean reachable,
        @Nullable Instant checkedAt,
        @Nullable String detail) {}
