package io.ragline.worker.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * Puts refusals into OpenAI's form. Not all servers that speak its protocol do: some have the message at the top, some in
 * {@code detail}, some a number for a code, which the client does not read.
 */
final class PlainErrors implements Interceptor {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FIRST_ERROR = 400;
    private static final long MOST_BYTES = 64 << 10;

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        if (response.code() < FIRST_ERROR) {
            return response;
        }
        String body = response.peekBody(MOST_BYTES).string();
        String plain = plain(body);
        if (plain == null) {
            return response;
        }
        response.close();
        return response.newBuilder()
                .body(ResponseBody.create(plain, MediaType.get("application/json")))
                .build();
    }

    /** Null if nothing in it says what is wrong. */
    static @Nullable String plain(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            JsonNode error = json.path("error").isObject() ? json.path("error") : json;
            JsonNode message = firstText(error.path("message"), json.path("error"), json.path("detail"));
            ObjectNode plain = JSON.createObjectNode().put("message", message.asText());
            for (String field : new String[] {"code", "type", "param"}) {
                JsonNode value = error.path(field);
                plain.put(field, value.isValueNode() && !value.isNull() ? value.asText() : null);
            }
            return JSON.createObjectNode().set("error", plain).toString();
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static JsonNode firstText(JsonNode... nodes) {
        for (JsonNode node : nodes) {
            if (node.isTextual()) {
                return node;
            }
        }
        return JSON.getNodeFactory().textNode("");
    }
}
