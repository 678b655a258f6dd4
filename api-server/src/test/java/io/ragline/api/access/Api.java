package io.ragline.api.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks the API, as whoever has that key. */
final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Api() {}

    /** A request; {@code body} is JSON. */
    record Call(String method, String path, @Nullable String body, String... headers) {
        static Call get(String path, String... headers) {
            return new Call("GET", path, null, headers);
        }

        static Call post(String path, @Nullable String body, String... headers) {
            return new Call("POST", path, body, headers);
        }
    }

    /** What came back. */
    record Answer(int status, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(body, e);
            }
        }

        String text(String pointer) {
            JsonNode at = json().at(pointer);
            if (at.isMissingNode()) {
                throw new AssertionError(pointer + " is missing in " + body);
            }
            return at.asText();
        }

        /** The body without what is of this very request. */
        String problem() {
            ObjectNode problem = (ObjectNode) json();
            problem.remove("requestId");
            return problem.toString();
        }
    }

    static Answer ask(@Nullable String key, Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + call.path()))
                .timeout(Duration.ofSeconds(60))
                .method(
                        call.method(),
                        call.body() == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(call.body()));
        if (call.body() != null) {
            request.header("Content-Type", "application/json");
        }
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        if (call.headers().length > 0) {
            request.headers(call.headers());
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(call.method() + " " + call.path(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks for what has to work. */
    static Answer done(String key, Call call) {
        Answer answer = ask(key, call);
        if (answer.status() >= 300) {
            throw new AssertionError(call.method() + " " + call.path() + ": " + answer);
        }
        return answer;
    }
}
