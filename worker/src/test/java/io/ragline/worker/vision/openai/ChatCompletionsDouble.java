package io.ragline.worker.vision.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;

/** Stands in for a server of models: speaks OpenAI's chat completions over HTTP, and answers as it is told. */
final class ChatCompletionsDouble implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private volatile Answer always = says("A picture.");

    ChatCompletionsDouble() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::handle);
        server.start();
    }

    /** A request that came. */
    record Request(String method, String authorization, JsonNode body) {
        String model() {
            return body.path("model").asText();
        }

        String prompt() {
            return part("text").path("text").asText();
        }

        String imageUrl() {
            return part("image_url").path("image_url").path("url").asText();
        }

        BufferedImage image() throws IOException {
            byte[] png =
                    Base64.getDecoder().decode(imageUrl().substring(imageUrl().indexOf(',') + 1));
            return ImageIO.read(new ByteArrayInputStream(png));
        }

        private JsonNode part(String type) {
            for (JsonNode part : body.path("messages").path(0).path("content")) {
                if (part.path("type").asText().equals(type)) {
                    return part;
                }
            }
            throw new AssertionError("no part of type " + type + " in " + body);
        }
    }

    /** How a request is answered. */
    @FunctionalInterface
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.add(new Request(
                exchange.getRequestMethod(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                JSON.readTree(exchange.getRequestBody())));
        Answer next = answers.poll();
        try (exchange) {
            (next == null ? always : next).to(exchange);
        }
    }

    static Answer says(String text) {
        return body(
                200,
                JSON.createObjectNode()
                        .put("id", "chatcmpl-1")
                        .put("object", "chat.completion")
                        .put("created", 1_700_000_000)
                        .put("model", "eyes-1")
                        .set(
                                "choices",
                                JSON.createArrayNode()
                                        .add(JSON.createObjectNode()
                                                .put("index", 0)
                                                .put("finish_reason", "stop")
                                                .set(
                                                        "message",
                                                        JSON.createObjectNode()
                                                                .put("role", "assistant")
                                                                .put("content", text))))
                        .toString());
    }

    static Answer body(int status, String body, String... headers) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** The next requests are answered by these, in order. */
    void answer(Answer... next) {
        answers.addAll(List.of(next));
    }

    /** All further ones by this. */
    void answerAlways(Answer answer) {
        always = answer;
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
