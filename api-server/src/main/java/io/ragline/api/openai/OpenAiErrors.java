package io.ragline.api.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ragline.api.http.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Problems, as OpenAI's clients expect them. */
class OpenAiErrors {

    @ServerResponseFilter
    public void word(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getUriInfo().getPath().startsWith("/v1/") && response.getEntity() instanceof Problem problem) {
            String param = problem.errors().isEmpty()
                    ? null
                    : problem.errors().getFirst().field();
            String type = problem.status() < 500 ? "invalid_request_error" : "server_error";
            response.setEntity(
                    error(problem.detail(), type, param, problem.code().name()), null, MediaType.APPLICATION_JSON_TYPE);
        }
    }

    /** The error of a job that came to nothing. */
    static ObjectNode of(JsonNode job) {
        JsonNode failure = job.path("error");
        return failure.isObject()
                ? error(
                        failure.path("detail").asText(),
                        "server_error",
                        null,
                        failure.path("code").asText())
                : error("The question was cancelled.", "server_error", null, "CANCELLED");
    }

    private static ObjectNode error(String message, String type, @Nullable String param, String code) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("param", param)
                .put("code", code.toLowerCase(Locale.ROOT));
        return body;
    }
}
