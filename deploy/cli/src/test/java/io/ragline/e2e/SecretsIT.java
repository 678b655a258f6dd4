package io.ragline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ragline.worker.chat.openai.ChatServerDouble;
import io.ragline.worker.chat.openai.Script;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;

/** A stack in which everything needs a key and every secret can be told by its looks: none stands in a log or an error. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecretsIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ADMIN_SECRET = "SECRETadminSECRETadminSECRETadminSECRETadmi";
    private static final String ADMIN_KEY = "rl_ADMINkey0001" + ADMIN_SECRET;
    private static final String WRONG_SECRET = "SECRETwrongSECRETwrongSECRETwrongSECRETwron";
    private static final Map<String, String> SETTINGS = Map.of(
            "RAGLINE_ADMIN_KEY", ADMIN_KEY,
            "RAGLINE_CHAT_API_KEY", "sk-SECRET-of-chat",
            "RAGLINE_VISION_API_KEY", "sk-SECRET-of-vision",
            "RAGLINE_RERANK_API_KEY", "sk-SECRET-of-rerank",
            "RAGLINE_EMBEDDING_API_KEY", "sk-SECRET-of-embedding",
            "RAGLINE_SECRET_KEY", "SECRET-key-of-passwords-0123456789",
            "RAGLINE_DASHBOARD_PASSWORD", "SECRET-of-dashboard");
    private static final String REDIS_PASSWORD = "SECRET-of-redis";
    private static final String DOCUMENT_PASSWORD = "SECRET-of-document";
    private static final String PASSWORD_IN_A_BODY = "SECRET-in-a-body";

    @TempDir
    static Path folder;

    private static final List<String> secrets = new ArrayList<>();
    /** What was answered with an error, or printed by a command that has no secret to show. */
    private static final Map<String, String> said = new LinkedHashMap<>();

    private static RedisServer redis;
    private static ChatServerDouble model;
    private static Stack stack;

    @BeforeAll
    static void start() throws Exception {
        secrets.addAll(SETTINGS.values());
        secrets.addAll(List.of(ADMIN_SECRET, WRONG_SECRET, REDIS_PASSWORD, DOCUMENT_PASSWORD, PASSWORD_IN_A_BODY));
        model = ChatServerDouble.start();
        model.models(Script.models(SharedStack.MODEL));
        model.replyAlways(Script.status(401, "Incorrect API key provided: sk-SECRET-of-chat."));
        int port = freePort();
        redis = RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .setting("maxmemory-policy noeviction")
                .setting("requirepass " + REDIS_PASSWORD)
                .build();
        redis.start();
        stack = new Stack(folder);
        SETTINGS.forEach(stack::set);
        stack.set("RAGLINE_REDIS_URL", "redis://:%s@127.0.0.1:%d".formatted(REDIS_PASSWORD, port));
        stack.set("RAGLINE_DASHBOARD_USERNAME", "someone");
        stack.set("RAGLINE_AUTH_MODE", "keys");
        stack.set("RAGLINE_CHAT_MODEL", SharedStack.MODEL);
        stack.set("RAGLINE_CHAT_BASE_URL", model.url());
        stack.set("RAGLINE_API_KEY", ADMIN_KEY);
        stack.up();
    }

    @AfterAll
    static void stop() throws Exception {
        stack.close();
        redis.stop();
        model.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static RequestSpecification with(String key) {
        return RestAssured.given().baseUri(stack.api()).header("Authorization", "Bearer " + key);
    }

    private static void keep(String what, Response response) {
        said.put(what, response.headers() + "\n" + response.asString());
    }

    private static String awaitEnd(String job) {
        await().atMost(SOON)
                .until(() -> List.of("succeeded", "failed")
                        .contains(with(ADMIN_KEY).get("/api/v1/jobs/" + job).path("status")));
        Response ended = with(ADMIN_KEY).get("/api/v1/jobs/" + job);
        keep("job " + job, ended);
        return ended.path("status");
    }

    @Test
    @Order(1)
    void what_goes_well_and_what_fails_is_done() throws Exception {
        with(ADMIN_KEY)
                .contentType(ContentType.JSON)
                .body("{\"name\": \"secrets\"}")
                .post("/api/v1/collections")
                .then()
                .statusCode(201);
        String document = with(ADMIN_KEY)
                .multiPart("files", "handbook.txt", "The filter lasts 30 days.".getBytes(StandardCharsets.UTF_8))
                .post("/upload/secrets")
                .then()
                .statusCode(202)
                .extract()
                .path("documents[0].jobId");
        assertThat(awaitEnd(document)).isEqualTo("succeeded");
        Path locked = TestPdf.writeEncrypted(folder.resolve("locked.pdf"), List.of("Nobody reads this."));
        String encrypted = with(ADMIN_KEY)
                .multiPart("files", locked.toFile())
                .multiPart("password", DOCUMENT_PASSWORD)
                .post("/upload/secrets")
                .then()
                .statusCode(202)
                .extract()
                .path("documents[0].jobId");
        assertThat(awaitEnd(encrypted)).as("its password is another").isEqualTo("failed");
        String question = with(ADMIN_KEY)
                .contentType(ContentType.JSON)
                .body("{\"question\": \"How long does the filter last?\", \"collections\": [\"secrets\"]}")
                .post("/query")
                .then()
                .statusCode(202)
                .extract()
                .path("jobId");
        assertThat(awaitEnd(question)).as("the model refuses the key").isEqualTo("failed");
        assertThat(model.requests()).isNotEmpty();
        secrets.add(with(ADMIN_KEY)
                .get("/api/v1/webhooks/secret")
                .then()
                .statusCode(200)
                .extract()
                .path("secret"));
    }

    @Test
    @Order(2)
    void what_is_refused_is_refused() {
        Response wrong = with("rl_ADMINkey0001" + WRONG_SECRET).get("/api/v1/collections");
        assertThat(wrong.statusCode()).isEqualTo(401);
        keep("a wrong key", wrong);
        Response nameless = RestAssured.given()
                .baseUri(stack.api())
                .header("X-API-Key", "nothing-" + WRONG_SECRET)
                .get("/api/v1/collections");
        assertThat(nameless.statusCode()).isEqualTo(401);
        keep("no key at all", nameless);
        for (String body : List.of(
                "{\"question\": \"%s\", ".formatted(PASSWORD_IN_A_BODY),
                "{\"question\": [\"%s\"]}".formatted(PASSWORD_IN_A_BODY),
                "{\"question\": \"ok\", \"search\": {\"mode\": \"%s\"}}".formatted(PASSWORD_IN_A_BODY),
                "\"%s\"".formatted(PASSWORD_IN_A_BODY))) {
            Response bad =
                    with(ADMIN_KEY).contentType(ContentType.JSON).body(body).post("/query");
            assertThat(bad.statusCode()).as(body).isEqualTo(400);
            keep("a wrong body, " + body.replace(PASSWORD_IN_A_BODY, "…"), bad);
        }
        Response hidden = RestAssured.given().baseUri(stack.api()).get("/q/health");
        keep("health", hidden);
    }

    @Test
    @Order(3)
    void keys_are_made_listed_replaced_and_revoked_by_the_command() throws Exception {
        String made = printed(stack.run("key", "create", "reading", "--role", "reader"));
        assertThat(with(made).get("/api/v1/collections").statusCode()).isEqualTo(200);
        Stack.Outcome list = stack.run("key", "list");
        assertThat(list.exitCode()).as(list.output()).isZero();
        assertThat(list.output()).contains("reading").doesNotContain(made);
        said.put("key list", list.output());
        Matcher id = Pattern.compile("(?m)^([0-9a-f-]{36}).*reading").matcher(list.output());
        assertThat(id.find()).isTrue();

        String second = printed(stack.run("key", "rotate", id.group(1)));

        await().atMost(SOON).until(() -> with(made).get("/api/v1/collections").statusCode() == 401);
        assertThat(with(second).get("/api/v1/collections").statusCode()).isEqualTo(200);
        String secondId = stack.run("key", "list")
                .output()
                .lines()
                .filter(line -> line.contains("reading") && !line.contains("revoked"))
                .map(line -> line.substring(0, 36))
                .findFirst()
                .orElseThrow();
        Stack.Outcome revoked = stack.run("key", "revoke", secondId);
        assertThat(revoked.exitCode()).as(revoked.output()).isZero();
        said.put("key revoke", revoked.output());
        await().atMost(SOON).until(() -> with(second).get("/api/v1/collections").statusCode() == 401);
    }

    private static String printed(Stack.Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        Matcher key = Pattern.compile("rl_[0-9A-Za-z]{55}").matcher(outcome.output());
        assertThat(key.find()).as(outcome.output()).isTrue();
        secrets.add(key.group());
        secrets.add(key.group().substring(15));
        return key.group();
    }

    @Test
    @Order(4)
    void no_secret_stands_in_a_log_or_in_an_error() throws Exception {
        assertThat(said).hasSizeGreaterThan(8);
        List<Path> files;
        try (Stream<Path> all = Stream.concat(Files.walk(folder.resolve("logs")), Files.walk(folder.resolve("run")))) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertThat(files).extracting(file -> file.getFileName().toString()).contains("api.log", "worker.log");
        for (Path file : files) {
            said.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        for (String secret : secrets) {
            assertThat(said)
                    .as("what holds the secret %s", secret)
                    .allSatisfy((where, text) -> assertThat(text).as(where).doesNotContain(secret));
        }
    }
}
