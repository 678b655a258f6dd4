package io.ragline.api.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.testing.RealServices;
import io.restassured.RestAssured;
import io.restassured.builder.MultiPartSpecBuilder;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is too much of a request, and what an answer says of the inside. */
@QuarkusTest
@WithTestResource(RealServices.class)
class RequestLimitsTest {
    private static final String INSIDES =
            "(?s).*(Exception|\\bat [a-z]+\\.[a-z.]+\\(|io\\.ragline|io\\.quarkus|io\\.vertx|jakarta\\.|java\\.|select |insert into|127\\.0\\.0\\.1).*";

    private static void assertPlain(Response response, int status) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.header("X-Request-Id")).isNotBlank();
        assertThat(response.asString()).doesNotMatch(INSIDES);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing, 404",
        "GET, /q/nothing, 404",
        "GET, /api/v1/nothing, 404",
        "GET, /api/v1/jobs/no-id, 404",
        "PUT, /api/v1/collections, 405",
        "TRACE, /api/v1/collections, 405",
        "GET, /q/health, 200",
        "GET, /q/openapi, 200",
        "GET, /api/v1/documents/%00, 404",
    })
    void every_answer_has_an_id_and_tells_nothing_of_the_inside(String method, String path, int status) {
        Response response = given().urlEncodingEnabled(false).request(method, path);
        assertThat(response.header("X-Request-Id")).isNotBlank();
        assertThat(response.statusCode()).isEqualTo(status);
        if (status >= 400) {
            assertPlain(response, status);
        }
    }

    @Test
    void the_callers_own_id_is_taken_everywhere() {
        assertThat(given().header("X-Request-Id", "mine-1").get("/q/nothing").header("X-Request-Id"))
                .isEqualTo("mine-1");
        assertThat(given().header("X-Request-Id", "mine-1")
                        .get("/api/v1/collections")
                        .headers()
                        .getValues("X-Request-Id"))
                .containsExactly("mine-1");
        assertThat(given().header("X-Request-Id", "<script>").get("/q/nothing").header("X-Request-Id"))
                .doesNotContain("script");
    }

    private static RequestSpecification json() {
        return given().contentType(ContentType.JSON);
    }

    @Test
    void json_is_limited_in_depth_length_and_numbers() {
        String deep = "{\"question\": " + "[".repeat(5_000) + "]".repeat(5_000) + "}";
        assertPlain(json().body(deep).post("/api/v1/query"), 400);
        String number = "{\"question\": \"q\", \"search\": {\"topK\": " + "9".repeat(10_000) + "}}";
        assertPlain(json().body(number).post("/api/v1/query"), 400);
        String name = "{\"" + "n".repeat(10_000) + "\": 1}";
        assertPlain(json().body(name).post("/api/v1/query"), 400);
        String exponent = "{\"title\": \"t\", \"text\": \"t\", \"metadata\": {\"n\": 1e999999999}}";
        assertThat(json().body(exponent)
                        .post("/api/v1/collections/none/documents")
                        .statusCode())
                .isBetween(400, 499);
        String large = "{\"question\": \"" + "x".repeat(1_100_000) + "\"}";
        assertPlain(json().body(large).post("/api/v1/query"), 413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/query", "/api/v1/collections", "/q/openapi", "/api/v1/keys"})
    void only_uploads_may_be_large(String path) {
        assertPlain(given().multiPart("files", "a.txt", new byte[1_100_000]).post(path), 413);
    }

    @Test
    void too_many_fields_of_a_form_are_refused() {
        RequestSpecification request = given();
        for (int i = 0; i < 1_500; i++) {
            request.multiPart("field-" + i, "x");
        }
        Response response = request.post("/api/v1/collections/none/documents");
        assertThat(response.statusCode()).as(response.asString()).isBetween(400, 499);
        assertPlain(response, response.statusCode());
    }

    @Test
    void a_field_of_a_form_that_is_too_long_is_refused() {
        Response response = given().multiPart("files", "a.txt", "text".getBytes(StandardCharsets.UTF_8))
                .multiPart(new MultiPartSpecBuilder("x".repeat(100_000))
                        .controlName("metadata")
                        .build())
                .post("/api/v1/collections/none/documents");
        assertThat(response.statusCode()).as(response.asString()).isBetween(400, 499);
        assertPlain(response, response.statusCode());
    }

    @Test
    void headers_that_are_too_long_are_refused() throws IOException {
        assertThat(raw("GET /api/v1/collections HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(100_000)
                        + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431")
                .doesNotMatch(INSIDES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NONSENSE\r\n\r\n", "GET /% HTTP/1.1\r\nHost: localhost\r\n\r\n"})
    void what_is_no_http_is_refused(String request) throws IOException {
        assertThat(raw(request)).doesNotStartWith("HTTP/1.1 5").doesNotMatch(INSIDES);
    }

    /** What the server says before it hangs up, or within a second. */
    private static String raw(String request) throws IOException {
        URI api = URI.create("http://127.0.0.1:" + RestAssured.port);
        try (Socket socket = new Socket(api.getHost(), api.getPort())) {
            socket.setSoTimeout(3_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            byte[] answer = new byte[16_384];
            int length = Math.max(0, socket.getInputStream().read(answer));
            return new String(answer, 0, length, StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void what_is_down_is_not_told_by_its_address() {
        RealServices.withoutRedis(() -> {
            assertPlain(json().body("{\"question\": \"Is anybody there?\"}").post("/api/v1/query"), 503);
            Response health = given().get("/q/health");
            assertPlain(health, 503);
            assertThat(health.asString()).contains("DOWN").doesNotContain("data");
        });
        // each connection finds its own way back, and others' tests need them all
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(given().get("/q/health").statusCode()).isEqualTo(200);
            assertThat(given().multiPart("files", "back.txt", "Back again".getBytes(StandardCharsets.UTF_8))
                            .multiPart("password", "1234")
                            .post("/upload/default")
                            .statusCode())
                    .isIn(200, 202);
        });
    }
}
