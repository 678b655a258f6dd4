package io.ragline.cli.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code /q/health/ready} of a Quarkus process (MicroProfile Health JSON). */
public final class HealthCheck implements ReadyCheck {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient http;
    private final URI address;

    public HealthCheck(HttpClient http, int port) {
        this.http = http;
        this.address = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
    }

    @Override
    public Optional<String> whyNotReady() {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.empty() : Optional.of(describe(response));
        } catch (IOException e) {
            return Optional.of("does not answer at " + address);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private static String describe(HttpResponse<String> response) {
        List<String> down = new ArrayList<>();
        try {
            for (JsonNode check : JSON.readTree(response.body()).path("checks")) {
                if (!"UP".equals(check.path("status").asText())) {
                    down.add(check.path("name").asText() + details(check.path("data")));
                }
            }
        } catch (JsonProcessingException e) {
            return "HTTP " + response.statusCode();
        }
        return down.isEmpty() ? "HTTP " + response.statusCode() : "down: " + String.join("; ", down);
    }

    private static String details(JsonNode data) {
        if (data.isEmpty()) {
            return "";
        }
        List<String> entries = new ArrayList<>();
        data.properties()
                .forEach(entry ->
                        entries.add(entry.getKey() + ": " + entry.getValue().asText()));
        return " (" + String.join(", ", entries) + ")";
    }
}
