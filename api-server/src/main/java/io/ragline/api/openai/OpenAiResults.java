package io.ragline.api.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.api.access.Caller;
import io.ragline.api.query.ResultResource.ResultView;
import io.ragline.api.query.ResultWaiting;
import io.ragline.model.Durations;
import io.ragline.model.ErrorCode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Waits for what a job comes to, as OpenAI's clients do, who know of no jobs. */
@ApplicationScoped
class OpenAiResults {
    private final ResultWaiting waiting;
    private final ObjectMapper json;
    private final Caller caller;
    private final Duration longest;

    OpenAiResults(
            ResultWaiting waiting,
            ObjectMapper json,
            Caller caller,
            @ConfigProperty(name = "ragline.openai.timeout", defaultValue = "5m") Duration longest) {
        this.waiting = waiting;
        this.json = json;
        this.caller = caller;
        this.longest = longest;
    }

    /** The result; fails with a {@link GivenUpException} if the job fails, or takes too long. */
    Uni<JsonNode> of(UUID jobId) {
        return waiting.result(caller.reach(), jobId, Instant.now().plus(longest))
                .map(response -> result(jobId, response));
    }

    /** How long an answer, or the next word of one, is waited for. */
    Duration longest() {
        return longest;
    }

    /** What is said when there was none by then. */
    GivenUpException late(UUID jobId) {
        return new GivenUpException(
                ErrorCode.MODEL_UNAVAILABLE,
                "There was no answer within %s. The job goes on: see GET /api/v1/result/%s."
                        .formatted(Durations.inWords(longest), jobId));
    }

    private JsonNode result(UUID jobId, Response response) {
        if (!(response.getEntity() instanceof ResultView view)) {
            throw late(jobId);
        }
        if (view.result() == null) {
            throw new GivenUpException(
                    code(view),
                    view.error() == null
                            ? "The job was cancelled."
                            : view.error().detail());
        }
        try {
            return json.readTree(view.result());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A result is always JSON", e);
        }
    }

    private static ErrorCode code(ResultView view) {
        return view.error() == null
                ? ErrorCode.CANCELLED
                : OpenAiErrors.code(view.error().code());
    }
}
