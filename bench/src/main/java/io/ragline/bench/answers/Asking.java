package io.ragline.bench.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks questions as a client does. Safe for use by many threads. */
final class Asking {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    /** @param url of the API, without a slash at the end */
    Asking(String url) {
        this.url = url;
    }

    /**
     * An answer.
     *
     * @param took from the request to the result
     * @param result as {@code GET /result/{id}} has it
     */
    record Answered(Duration took, JsonNode result) {}

    /**
     * An answer that was streamed.
     *
     * @param firstTokenNanos when the first came, by {@link System#nanoTime()}
     * @param complete whether it came to its end with a result
     */
    record Streamed(long firstTokenNanos, boolean complete) {}

    /** @throws IOException if there is no answer */
    Answered ask(String question) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<String> response = http.send(
                request("/query", question).header("Prefer", "wait=30").build(), BodyHandlers.ofString());
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        JsonNode result = JSON.readTree(response.body()).path("result");
        if (response.statusCode() != 200 || !result.path("answer").isTextual()) {
            throw new IOException("No answer: %d %s".formatted(response.statusCode(), response.body()));
        }
        return new Answered(took, result);
    }

    /** @throws IOException if the stream has no token */
    Streamed stream(String question) throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                http.send(request("/api/v1/chat/stream", question).build(), BodyHandlers.ofInputStream());
        long first = 0;
        boolean result = false;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("event:token") && first == 0) {
                    first = System.nanoTime();
                }
                result |= line.equals("event:result");
            }
        }
        if (first == 0) {
            throw new IOException("No token: status %d".formatted(response.statusCode()));
        }
        return new Streamed(first, result);
    }

    private HttpRequest.Builder request(String path, String question) {
        String body = JSON.createObjectNode().put("question", question).toString();
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }
}
