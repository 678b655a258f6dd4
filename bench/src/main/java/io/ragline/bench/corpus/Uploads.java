package io.ragline.bench.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** Uploads files of any kind to a Ragline, and asks it for what became of them. */
public final class Uploads {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String BOUNDARY = "ragline-corpus-7MA4YWxkTrZu0gW";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    /** @param url of its API, without a slash at the end */
    public Uploads(String url) {
        this.url = url;
    }

    /** Uploads a file to the default collection. Returns the answer, whether it was accepted or not. */
    public JsonNode send(Path file) throws IOException, InterruptedException {
        String head = "--%s\r\nContent-Disposition: form-data; name=\"files\"; filename=\"%s\"\r\n\r\n"
                .formatted(BOUNDARY, file.getFileName().toString().replace("\"", "_"));
        return exchange(HttpRequest.newBuilder(URI.create(url + "/api/v1/collections/default/documents"))
                .timeout(PATIENCE)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.ofFile(file),
                        BodyPublishers.ofString("\r\n--%s--\r\n".formatted(BOUNDARY))))
                .build());
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return exchange(
                HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE).build());
    }

    private JsonNode exchange(HttpRequest request) throws IOException, InterruptedException {
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }
}
