package io.ragline.cli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Sends requests to the API and reads its answers; what goes wrong becomes an {@link ApiException}. */
final class ApiClient {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient http;
    private final URI base;
    private final Optional<String> key;

    ApiClient(URI base, Optional<String> key) {
        this.base = base;
        this.key = key;
        // HTTP/1.1, because an upgrade to HTTP/2 would have to carry the first upload whole
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    URI base() {
        return base;
    }

    <T> T get(String path, Class<T> answer) {
        return read(send(request(path, TIMEOUT).GET().build()), answer);
    }

    <T> T post(String path, Object body, Class<T> answer) {
        HttpRequest request = request(path, TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(write(body)))
                .build();
        return read(send(request), answer);
    }

    <T> T delete(String path, Class<T> answer) {
        return read(send(request(path, TIMEOUT).DELETE().build()), answer);
    }

    /** A request to be completed by its caller. */
    HttpRequest.Builder request(String path, Duration timeout) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(timeout)
                .header("Accept", "application/json, application/problem+json");
        key.ifPresent(secret -> builder.header("Authorization", "Bearer " + secret));
        return builder;
    }

    byte[] send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() / 100 == 2) {
                return response.body();
            }
            throw problem(response);
        } catch (ConnectException e) {
            throw ApiException.unreachable("Ragline does not answer at %s. Start it with ./ragline up".formatted(base));
        } catch (HttpTimeoutException e) {
            throw ApiException.unreachable("Ragline at %s took too long to answer.".formatted(base));
        } catch (IOException e) {
            throw ApiException.unreachable("The connection to Ragline at %s broke: %s".formatted(base, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiException.unreachable("Interrupted.");
        }
    }

    private static ApiException problem(HttpResponse<byte[]> response) {
        Optional<Duration> retryAfter = response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
        try {
            return JSON.readValue(response.body(), Problem.class).toException(response.statusCode(), retryAfter);
        } catch (IOException e) {
            // Not Ragline, perhaps a proxy before it
            return Problem.UNKNOWN.toException(response.statusCode(), retryAfter);
        }
    }

    static <T> T read(byte[] body, Class<T> type) {
        try {
            return JSON.readValue(body, type);
        } catch (IOException e) {
            throw notUnderstood(e);
        }
    }

    static ApiException notUnderstood(IOException e) {
        return ApiException.unreachable("The answer is not one of Ragline's: " + e.getMessage());
    }

    static byte[] write(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static ObjectMapper json() {
        return JSON;
    }

    static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
