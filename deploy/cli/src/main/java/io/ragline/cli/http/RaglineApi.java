package io.ragline.cli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.mizosoft.methanol.MultipartBodyPublisher;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls of Ragline's HTTP API that the command needs. */
public final class RaglineApi {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration UPLOAD_TIMEOUT = Duration.ofMinutes(30);
    private static final int WAIT_SECONDS = 20;

    private final HttpClient http;
    private final URI base;
    private final Optional<String> key;

    public RaglineApi(URI base, Optional<String> key) {
        this.base = base;
        this.key = key;
        // HTTP/1.1, because an upgrade to HTTP/2 would have to carry the first upload whole
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    public URI base() {
        return base;
    }

    /** Uploads one file, read from disk while it is sent. */
    public UploadReceipt upload(String collection, Path file) {
        MultipartBodyPublisher body;
        try {
            // a line break in the name would end the part's header
            String name = String.valueOf(file.getFileName()).replaceAll("[\\p{Cntrl}\"]", "_");
            body = MultipartBodyPublisher.newBuilder()
                    .formPart("files", name, HttpRequest.BodyPublishers.ofFile(file))
                    .build();
        } catch (FileNotFoundException e) {
            throw new ApiException(file + " is gone.", 0, "");
        }
        HttpRequest request = request("/api/v1/collections/" + encode(collection) + "/documents", UPLOAD_TIMEOUT)
                .header("Content-Type", body.mediaType().toString())
                .POST(body)
                .build();
        return read(send(request), UploadReceipt.class);
    }

    /** Creates a collection; false when it was there already. */
    public boolean createCollection(String name) {
        try {
            send(post("/api/v1/collections", Map.of("name", name)));
            return true;
        } catch (ApiException e) {
            if (e.status() == 409) {
                return false;
            }
            throw e;
        }
    }

    public Job job(String jobId) {
        return read(send(get("/api/v1/jobs/" + encode(jobId))), Job.class);
    }

    /**
     * Asks a question; {@link #result} gives the answer.
     *
     * @param collections to search; `default` when empty
     * @return the job's id
     */
    public String ask(String question, List<String> collections, Optional<Integer> topK) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("question", question);
        if (!collections.isEmpty()) {
            body.put("collections", collections);
        }
        topK.ifPresent(count -> body.put("topK", count));
        return read(send(post("/api/v1/query", body)), Job.class).jobId();
    }

    /** The state of a question's job, as soon as it is final or after a while; the JSON as the API sent it. */
    public JsonNode result(String jobId) {
        return read(send(get("/api/v1/result/" + encode(jobId) + "?wait=" + WAIT_SECONDS)), JsonNode.class);
    }

    /** Reads what {@link #result} gave. */
    public static QueryResult parse(JsonNode result) {
        try {
            return JSON.treeToValue(result, QueryResult.class);
        } catch (JsonProcessingException e) {
            throw notUnderstood(e);
        }
    }

    private HttpRequest get(String path) {
        return request(path, TIMEOUT).GET().build();
    }

    private HttpRequest post(String path, Map<String, ?> body) {
        try {
            BodyPublisher json = BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
            return request(path, TIMEOUT)
                    .header("Content-Type", "application/json")
                    .POST(json)
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private HttpRequest.Builder request(String path, Duration timeout) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(timeout)
                .header("Accept", "application/json, application/problem+json");
        key.ifPresent(secret -> builder.header("Authorization", "Bearer " + secret));
        return builder;
    }

    private byte[] send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() / 100 == 2) {
                return response.body();
            }
            throw problem(response);
        } catch (ConnectException e) {
            throw new ApiException("Ragline does not answer at %s. Start it with ./ragline up".formatted(base), 0, "");
        } catch (HttpTimeoutException e) {
            throw new ApiException("Ragline at %s took too long to answer.".formatted(base), 0, "");
        } catch (IOException e) {
            throw new ApiException("The connection to Ragline at %s broke: %s".formatted(base, e.getMessage()), 0, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException("Interrupted.", 0, "");
        }
    }

    private static ApiException problem(HttpResponse<byte[]> response) {
        try {
            return JSON.readValue(response.body(), Problem.class).toException(response.statusCode());
        } catch (IOException e) {
            // Not Ragline, perhaps a proxy before it
            return new Problem(null, null, null, null).toException(response.statusCode());
        }
    }

    private static <T> T read(byte[] body, Class<T> type) {
        try {
            return JSON.readValue(body, type);
        } catch (IOException e) {
            throw notUnderstood(e);
        }
    }

    private static ApiException notUnderstood(IOException e) {
        return new ApiException("The answer is not one of Ragline's: " + e.getMessage(), 0, "");
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
