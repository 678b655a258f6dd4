package io.ragline.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;
import io.ragline.cli.http.QueryResult;
import io.ragline.cli.http.RaglineApi;
import java.util.List;
import java.util.Optional;

/** Asks and waits for the final state. */
public final class Question {

    private final RaglineApi api;

    public Question(RaglineApi api) {
        this.api = api;
    }

    /** The API's JSON; waits as long as the job is queued or running. */
    public JsonNode ask(
            String question, List<String> collections, Optional<Integer> topK, Optional<String> conversation) {
        String jobId = api.ask(question, collections, topK, conversation);
        JsonNode result = api.result(jobId);
        while (!parse(result).state().isFinal()) {
            result = api.result(jobId); // The API holds each call back for a while, so this does not spin
        }
        return result;
    }

    public static QueryResult parse(JsonNode result) {
        return RaglineApi.parse(result);
    }
}
