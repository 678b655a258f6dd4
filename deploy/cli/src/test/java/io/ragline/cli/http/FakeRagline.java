package io.ragline.cli.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A test double of the API: answers scripted responses, one after the other, and keeps what it was sent. */
public final class FakeRagline implements AutoCloseable {

    /** What the double was sent. */
    public record Received(String method, String path, Map<String, String> headers, String body) {}

    private record Response(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Queue<Response>> responses = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();

    public FakeRagline() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next response to a request such as {@code GET /api/v1/jobs/1}; the last one given is repeated for ever. */
    public FakeRagline on(String request, int status, String body) {
        responses.computeIfAbsent(request, any -> new ConcurrentLinkedQueue<>()).add(new Response(status, body));
        return this;
    }

    public List<Received> received() {
        return new ArrayList<>(received);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, sent));
        Response response = next(request);
        byte[] bytes = response.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(response.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Response next(String request) {
        Queue<Response> queue = responses.getOrDefault(request, new ConcurrentLinkedQueue<>());
        Response head = queue.peek();
        if (head == null) {
            return new Response(500, "{\"detail\":\"The test did not expect " + request + "\"}");
        }
        if (queue.size() > 1) {
            queue.remove();
        }
        return head;
    }
}
