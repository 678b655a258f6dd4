package io.ragline.worker.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PfxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS, at a server that would rather speak HTTP/2, as providers do. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class SecureConnectionTest {
    private static final String TRUSTED = "javax.net.ssl.trustStore";
    private static final String PASSWORD = "changeit";

    private final Vertx vertx = Vertx.vertx();
    private final AtomicReference<HttpVersion> version = new AtomicReference<>();
    private final AtomicBoolean gone = new AtomicBoolean();

    @TempDir
    Path folder;

    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        Path store = keys();
        System.setProperty(TRUSTED, store.toString());
        System.setProperty(TRUSTED + "Password", PASSWORD);
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setSsl(true)
                        .setUseAlpn(true)
                        .setKeyCertOptions(
                                new PfxOptions().setPath(store.toString()).setPassword(PASSWORD)))
                .requestHandler(this::sayAWordAndFallSilent)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        System.clearProperty(TRUSTED);
        System.clearProperty(TRUSTED + "Password");
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Path keys() throws Exception {
        Path store = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start();
        assertThat(keytool.waitFor())
                .as(Files.readString(folder.resolve("keytool.txt")))
                .isZero();
        return store;
    }

    private void sayAWordAndFallSilent(HttpServerRequest request) {
        version.set(request.version());
        request.connection().closeHandler(closed -> gone.set(true));
        request.response()
                .putHeader("Content-Type", "text/event-stream")
                .setChunked(request.version() != HttpVersion.HTTP_2)
                .write("data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}\n\n");
    }

    @Test
    void a_call_that_is_interrupted_closes_its_connection() {
        AtomicBoolean heard = new AtomicBoolean();
        OpenAiEndpoint endpoint =
                new OpenAiEndpoint("https://127.0.0.1:%d/v1".formatted(server.actualPort()), "k", "m", null);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            OpenAIClient client =
                    endpoint.client(Duration.ofSeconds(5), Duration.ofSeconds(50), Duration.ofSeconds(50));
            Future<?> call = threads.submit(() -> {
                try (StreamResponse<ChatCompletionChunk> stream = client.chat()
                        .completions()
                        .createStreaming(ChatCompletionCreateParams.builder()
                                .model("m")
                                .addUserMessage("Why?")
                                .build())) {
                    stream.stream().forEach(chunk -> heard.set(true));
                }
            });
            await().until(heard::get);

            call.cancel(true);

            await().until(gone::get);
            assertThat(version).hasValue(HttpVersion.HTTP_1_1);
            client.close();
        }
    }
}
