package io.ragline.worker.rerank.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.worker.rerank.NotRerankedException;
import io.ragline.worker.rerank.Reranker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server that speaks the form that Cohere and Jina share, and vLLM, Infinity and LiteLLM have taken over:
 * {@code {model, query, documents, top_n}} in, {@code {results: [{index, relevance_score}]}} out.
 */
public final class HttpReranker implements Reranker {
    private static final int OK = 200;

    private final HttpClient client;
    private final URI url;
    private final @Nullable String model;
    private final @Nullable String apiKey;
    private final Duration timeout;
    private final ObjectMapper json;

    public HttpReranker(URI url, @Nullable String model, @Nullable String apiKey, Duration timeout, ObjectMapper json) {
        this.url = url;
        this.model = model;
        this.apiKey = apiKey;
        this.timeout = timeout;
        this.json = json;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Request(
            @Nullable String model,
            String query,
            List<String> documents,
            @JsonProperty("top_n") int topN,
            @JsonProperty("return_documents") boolean returnDocuments) {}

    @Override
    public List<Double> relevance(String question, List<String> texts) {
        try {
            byte[] body = json.writeValueAsBytes(new Request(model, question, texts, texts.size(), false));
            HttpRequest.Builder request = HttpRequest.newBuilder(url)
                    .timeout(timeout)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body));
            if (apiKey != null) {
                request.header("Authorization", "Bearer " + apiKey);
            }
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            if (response.statusCode() != OK) {
                throw new NotRerankedException("it answered with status %d".formatted(response.statusCode()), null);
            }
            return scores(json.readTree(response.body()), texts.size());
        } catch (IOException e) {
            throw new NotRerankedException(
                    "it can't be reached or understood (%s)"
                            .formatted(e.getClass().getSimpleName()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotRerankedException("it was interrupted", e);
        }
    }

    private static List<Double> scores(JsonNode answer, int count) {
        Double[] scores = new Double[count];
        for (JsonNode result : answer.path("results")) {
            int index = result.path("index").asInt(-1);
            JsonNode score = result.path("relevance_score");
            if (index < 0 || index >= count || !Double.isFinite(score.asDouble(Double.NaN)) || !score.isNumber()) {
                throw new NotRerankedException("its answer names no passage and score", null);
            }
            scores[index] = score.doubleValue();
        }
        if (Arrays.asList(scores).contains(null)) {
            throw new NotRerankedException("its answer leaves passages out", null);
        }
        return Arrays.asList(scores);
    }
}
