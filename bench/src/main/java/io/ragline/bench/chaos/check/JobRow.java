package io.ragline.bench.chaos.check;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as PostgreSQL has it.
 *
 * @param result the body of its result, if there is one
 * @param version the version of a document that it is to read, if it is to
 */
public record JobRow(
        UUID id,
        String status,
        int attempt,
        int tries,
        int deaths,
        @Nullable String errorCode,
        Optional<Result> result,
        Optional<Version> version) {
    private static final Set<String> LIVE = Set.of("queued", "running");

    /**
     * A result.
     *
     * @param model who wrote it; {@code double} in most scenarios
     */
    public record Result(@Nullable String model, @Nullable String answer) {}

    /**
     * A version of a document.
     *
     * @param isTheDocuments whether the document names it as the one that questions see
     * @param chunksKnown whether the chunks of the visible attempt are on record
     */
    public record Version(
            String status, @Nullable Integer visibleAttempt, boolean isTheDocuments, boolean chunksKnown) {}

    public boolean isLive() {
        return LIVE.contains(status);
    }

    public boolean succeeded() {
        return status.equals("succeeded");
    }
}
