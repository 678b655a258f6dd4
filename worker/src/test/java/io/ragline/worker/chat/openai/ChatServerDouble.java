package io.ragline.worker.chat.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands in for a server of models, which can't be had in tests: speaks OpenAI's protocol over real HTTP (chat completions, streamed
 * and not, embeddings, the list of models; Azure's paths too) and plays what it is told.
 *
 * <pre>{@code
 * try (ChatServerDouble server = ChatServerDouble.start()) {
 *     server.reply(Script.status(503, "overloaded"), Script.says("It is ", "blue."));
 *     // a client of server.url() is refused once and then told that it is blue; whoever asks further gets the standard answer
 * }
 * }</pre>
 */
public final class ChatServerDouble implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Vertx vertx;
    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Queue<Script> next = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger brokenOff = new AtomicInteger();
    private volatile Script always = Script.says("An ", "answer", ".");
    private volatile Script modelList = Script.models("m");

    /**
     * A request that came.
     *
     * @param path with its query, such as {@code /v1/chat/completions}
     * @param headers by names in lower case
     * @param body null of a GET
     * @param nanos when, by {@link System#nanoTime()}
     */
    public record Request(String method, String path, Map<String, String> headers, JsonNode body, long nanos) {

        public String header(String name) {
            return headers.get(name);
        }

        public boolean streamed() {
            return body.path("stream").asBoolean();
        }

        /** What was said by whom, a line each: {@code user: Why?}. */
        public List<String> messages() {
            return body.path("messages")
                    .valueStream()
                    .map(message -> message.path("role").asText() + ": "
                            + message.path("content").asText())
                    .toList();
        }
    }

    private ChatServerDouble() {
        vertx = Vertx.vertx();
        server = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                .requestHandler(this::handle)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    public static ChatServerDouble start() {
        return new ChatServerDouble();
    }

    /** The base URL, with {@code /v1}. */
    public String url() {
        return root() + "/v1";
    }

    /** The same without {@code /v1}. */
    public String root() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** The next questions are answered by these, in order. */
    public void reply(Script... scripts) {
        next.addAll(List.of(scripts));
    }

    /** Of what it was told to reply it plays nothing any more. */
    public void forgetReplies() {
        next.clear();
    }

    /** All further ones by this. */
    public void replyAlways(Script script) {
        always = script;
    }

    /** How it answers when it is asked for its models. */
    public void models(Script script) {
        modelList = script;
    }

    /** What came, but for requests for the list of models. */
    public List<Request> requests() {
        return requests.stream()
                .filter(request -> !request.path().endsWith("/models"))
                .toList();
    }

    /** All that came. */
    public List<Request> allRequests() {
        return List.copyOf(requests);
    }

    public void forgetRequests() {
        requests.clear();
    }

    /** Answers that are under way. */
    public int open() {
        return open.get();
    }

    /** Answers during which the client went away. */
    public int brokenOff() {
        return brokenOff.get();
    }

    private void handle(HttpServerRequest request) {
        long nanos = System.nanoTime();
        request.bodyHandler(body -> {
            Request came =
                    new Request(request.method().name(), request.uri(), headers(request), json(request, body), nanos);
            requests.add(came);
            open.incrementAndGet();
            AtomicBoolean over = new AtomicBoolean();
            Handler<Void> end = ended -> {
                if (over.compareAndSet(false, true)) {
                    open.decrementAndGet();
                    brokenOff.addAndGet(request.response().ended() ? 0 : 1);
                }
            };
            request.response().endHandler(end).closeHandler(end);
            Script script = request.path().endsWith("/models") ? modelList : next.poll();
            (script == null ? standard(came) : script).play(vertx, came, request.response());
        });
    }

    private Script standard(Request request) {
        return request.path().contains("/embeddings") ? Script.embeddings(8) : always;
    }

    private static Map<String, String> headers(HttpServerRequest request) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.headers().forEach(headers::put);
        return headers;
    }

    private static JsonNode json(HttpServerRequest request, Buffer body) {
        try {
            return request.method().name().equals("GET") ? JSON.nullNode() : JSON.readTree(body.getBytes());
        } catch (JsonProcessingException e) {
            throw new AssertionError("No JSON: " + body, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
