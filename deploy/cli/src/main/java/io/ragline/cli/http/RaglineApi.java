package io.ragline.cli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls of Ragline's HTTP API that asking questions and indexing anew need. */
public final class RaglineApi {

    private static final int WAIT_SECONDS = 20;

    private final ApiClient client;

    public RaglineApi(URI base, Optional<String> key) {
        this.client = new ApiClient(base, key);
    }

    public URI base() {
        return client.base();
    }

    public Job job(String jobId) {
        return client.get("/api/v1/jobs/" + ApiClient.encode(jobId), Job.class);
    }

    /**
     * Asks a question; {@link #result} gives the answer.
     *
     * @param collections to search; those of the conversation, else `default`, when empty
     * @param conversation that it continues
     * @return the job's id
     */
    public String ask(
            String question, List<String> collections, Optional<Integer> topK, Optional<String> conversation) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("question", question);
        if (!collections.isEmpty()) {
            body.put("collections", collections);
        }
        topK.ifPresent(count -> body.put("topK", count));
        conversation.ifPresent(id -> body.put("conversationId", id));
        return client.post("/api/v1/query", body, Job.class).jobId();
    }

    /**
     * Begins a conversation.
     *
     * @param collections that its questions search; `default` when empty
     * @return its id
     */
    public String converse(List<String> collections) {
        Map<String, Object> body = collections.isEmpty() ? Map.of() : Map.of("collections", collections);
        return client.post("/api/v1/conversations", body, JsonNode.class)
                .path("conversationId")
                .asText();
    }

    /** The state of a question's job, as soon as it is final or after a while; the JSON as the API sent it. */
    public JsonNode result(String jobId) {
        return client.get("/api/v1/result/" + ApiClient.encode(jobId) + "?wait=" + WAIT_SECONDS, JsonNode.class);
    }

    /** The names of all collections. */
    public List<String> collections() {
        List<String> names = new ArrayList<>();
        client.get("/api/v1/collections", JsonNode.class)
                .path("collections")
                .forEach(each -> names.add(each.path("name").asText()));
        return names;
    }

    /** Has a collection indexed anew, with what is to change. */
    public Batch reindex(String collection, Map<String, Object> settings) {
        return client.post(
                "/api/v1/collections/%s/reindex".formatted(ApiClient.encode(collection)), settings, Batch.class);
    }

    /** How far the jobs of a batch are. */
    public Batch batch(String batchId) {
        return client.get("/api/v1/batches/" + ApiClient.encode(batchId), Batch.class);
    }

    /** Whether questions still see an index that another is to replace. */
    public boolean isReindexing(String collection) {
        return client.get("/api/v1/collections/" + ApiClient.encode(collection), JsonNode.class)
                .has("reindexing");
    }

    /** Makes a key; the answer holds the key itself. */
    public JsonNode createKey(Map<String, Object> wanted) {
        return client.post("/api/v1/keys", wanted, JsonNode.class);
    }

    /** All keys, first those made last. */
    public List<JsonNode> keys() {
        List<JsonNode> keys = new ArrayList<>();
        JsonNode page = client.get("/api/v1/keys?limit=200", JsonNode.class);
        page.path("keys").forEach(keys::add);
        while (page.hasNonNull("nextCursor")) {
            page = client.get(
                    "/api/v1/keys?limit=200&cursor="
                            + ApiClient.encode(page.path("nextCursor").asText()),
                    JsonNode.class);
            page.path("keys").forEach(keys::add);
        }
        return keys;
    }

    /** Lets a key be used no more. */
    public JsonNode revokeKey(String id) {
        return client.delete("/api/v1/keys/" + ApiClient.encode(id), JsonNode.class);
    }

    /** Replaces a key; the answer holds the new one. */
    public JsonNode rotateKey(String id, long oldValidSeconds) {
        return client.post(
                "/api/v1/keys/%s/rotate".formatted(ApiClient.encode(id)),
                Map.of("oldValidSeconds", oldValidSeconds),
                JsonNode.class);
    }

    /** Reads what {@link #result} gave. */
    public static QueryResult parse(JsonNode result) {
        try {
            return ApiClient.json().treeToValue(result, QueryResult.class);
        } catch (JsonProcessingException e) {
            throw ApiClient.notUnderstood(e);
        }
    }
}
