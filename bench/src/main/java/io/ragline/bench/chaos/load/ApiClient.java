package io.ragline.bench.chaos.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Speaks to the API as users do, and keeps a journal of what it accepted. */
public final class ApiClient {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BOUNDARY = "ragline-chaos-7MA4YWxkTrZu0gW";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String url;
    private final Journal journal;

    public ApiClient(String url, Journal journal) {
        this.url = url;
        this.journal = journal;
    }

    /** Sends a task; empty if no answer came. */
    public Optional<Reply> send(Task task) throws InterruptedException {
        return task.upload() ? upload(List.of(task)) : ask(task);
    }

    private Optional<Reply> ask(Task task) throws InterruptedException {
        Optional<Reply> reply = post("/api/v1/query", "application/json", question(task.text()));
        if (reply.isPresent() && reply.get().isAccepted()) {
            journal.accepted(id(reply.get().body().get("jobId")), task);
        }
        return reply;
    }

    private static String question(String text) {
        return JSON.createObjectNode().put("question", text).toString();
    }

    /** Sends files in one request; empty if no answer came. */
    public Optional<Reply> upload(List<Task> tasks) throws InterruptedException {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < tasks.size(); i++) {
            // the name is the place in the request and, to be the only one, the content
            String name = i + "-" + tasks.get(i).text().replaceAll("[^\\w-]+", "-") + ".txt";
            body.append("--%s\r\nContent-Disposition: form-data; name=\"files\"; filename=\"%s\"\r\n"
                            .formatted(BOUNDARY, name))
                    .append("Content-Type: text/plain\r\n\r\n%s\r\n"
                            .formatted(tasks.get(i).text()));
        }
        body.append("--%s--\r\n".formatted(BOUNDARY));
        Optional<Reply> reply = post(
                "/api/v1/collections/default/documents", "multipart/form-data; boundary=" + BOUNDARY, body.toString());
        if (reply.isPresent() && reply.get().isAccepted()) {
            for (JsonNode document : reply.get().body().get("documents")) {
                String name = document.get("filename").asText();
                int place = Integer.parseInt(name.substring(0, name.indexOf('-')));
                journal.accepted(id(document.get("jobId")), tasks.get(place));
            }
        }
        return reply;
    }

    private static UUID id(JsonNode text) {
        return UUID.fromString(text.asText());
    }

    private Optional<Reply> post(String path, String type, String body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build();
        Optional<Reply> reply = exchange(request);
        if (reply.isEmpty()) {
            journal.unanswered();
        } else if (!reply.get().isAccepted()) {
            journal.refused();
        }
        return reply;
    }

    /** Asks for something by its path; empty if no answer came. */
    public Optional<Reply> get(String path) throws InterruptedException {
        return exchange(
                HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE).build());
    }

    private Optional<Reply> exchange(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return Optional.of(new Reply(response.statusCode(), response.headers(), json(response.body())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static JsonNode json(String body) throws IOException {
        return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
    }

    /** What the API says of jobs: their status, and the answer of those that have one. */
    public Map<UUID, SeenJob> look(List<UUID> ids) throws InterruptedException {
        Map<UUID, SeenJob> seen = new HashMap<>();
        for (UUID id : ids) {
            Optional<Reply> job = get("/api/v1/jobs/" + id);
            Optional<Reply> result = get("/api/v1/result/" + id);
            seen.put(
                    id,
                    new SeenJob(
                            job.map(reply -> reply.body().path("status").asText("HTTP " + reply.status()))
                                    .orElse("no answer"),
                            result.map(reply -> reply.body().path("result").path("answer"))
                                    .filter(JsonNode::isTextual)
                                    .map(JsonNode::asText)));
        }
        return seen;
    }

    /** A job over HTTP. */
    public record SeenJob(String status, Optional<String> answer) {}
}
