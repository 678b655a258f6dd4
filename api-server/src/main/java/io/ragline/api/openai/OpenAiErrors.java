package io.ragline.api.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ragline.api.http.Problem;
import io.ragline.model.ErrorCode;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Problems, as OpenAI's clients expect them. */
class OpenAiErrors {
    /** OpenAI's clients go by it before they go by the status, of which they try 409, 429 and all from 500 on twice more. */
    private static final String SHOULD_RETRY = "x-should-retry";

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    @ServerResponseFilter
    public void word(ContainerRequestContext request, ContainerResponseContext response, @Nullable Throwable thrown) {
        if (request.getUriInfo().getPath().startsWith("/v1/") && response.getEntity() instanceof Problem problem) {
            response.setEntity(error(problem), null, MediaType.APPLICATION_JSON_TYPE);
            if (!problem.retryable() || thrown instanceof GivenUpException) {
                response.getHeaders().putSingle(SHOULD_RETRY, "false");
            }
        }
    }

    /** The error of a job that came to nothing. */
    static ObjectNode of(JsonNode job) {
        JsonNode failure = job.path("error");
        return error(
                failure.isObject()
                        ? Problem.of(
                                code(failure.path("code").asText()),
                                failure.path("detail").asText(),
                                null)
                        : Problem.of(ErrorCode.CANCELLED, "The question was cancelled.", null));
    }

    /** The same, where whoever asked waits for it no longer. */
    static ObjectNode of(GivenUpException givenUp) {
        return error(Problem.of(givenUp.code(), givenUp.detail(), null));
    }

    /** The code of that name; a newer process may have written one that this one does not know. */
    static ErrorCode code(String name) {
        return Arrays.stream(ErrorCode.values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(ErrorCode.INTERNAL_ERROR);
    }

    private static ObjectNode error(Problem problem) {
        String field =
                problem.errors().isEmpty() ? null : problem.errors().getFirst().field();
        String param = field == null ? null : param(field);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put(
                        "message",
                        field == null ? problem.detail() : problem.detail().replace(field, param(field)))
                .put("type", type(problem))
                .put("param", param)
                .put("code", code(problem.code()));
        return body;
    }

    /** Of a limit, what it is of, as OpenAI has it: its clients tell limits of requests and of tokens apart by that. */
    private static String type(Problem problem) {
        int status = problem.status();
        if (problem.code() == ErrorCode.QUOTA_EXCEEDED) {
            return "requests";
        }
        return status >= SERVER_ERROR
                ? "server_error"
                : status == TOO_MANY_REQUESTS ? "rate_limit_error" : "invalid_request_error";
    }

    private static String code(ErrorCode code) {
        if (code == ErrorCode.QUOTA_EXCEEDED) {
            return "rate_limit_exceeded";
        }
        ErrorCode known = code == ErrorCode.COLLECTION_NOT_FOUND ? ErrorCode.MODEL_NOT_FOUND : code;
        return known.name().toLowerCase(Locale.ROOT);
    }

    /** As the client calls it: what the question of a chat is searched in stands in its model's name. */
    private static String param(String field) {
        if (field.startsWith("collections")) {
            return "model";
        }
        return field.equals("responseFormat.schema")
                ? "response_format.json_schema.schema"
                : field.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
