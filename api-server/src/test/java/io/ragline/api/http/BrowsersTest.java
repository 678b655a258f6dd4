package io.ragline.api.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.testing.RealServices;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser is told, and what pages of other sites are refused. */
@QuarkusTest
@WithTestResource(RealServices.class)
class BrowsersTest {

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/collections", "/q/swagger-ui/", "/q/openapi", "/nothing-here"})
    void everyAnswerHasTheHeadersThatProtect(String path) {
        given().get(path)
                .then()
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("X-Frame-Options", equalTo("DENY"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
    }

    @Test
    void aPageOfAnotherSiteIsRefused() {
        given().header("Origin", "https://evil.example")
                .get("/api/v1/collections")
                .then()
                .statusCode(403)
                .header("Access-Control-Allow-Origin", nullValue());
        given().header("Origin", "null").get("/api/v1/collections").then().statusCode(403);
        given().header("Origin", "https://evil.example")
                .multiPart("files", "a.txt", "text".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/upload/default")
                .then()
                .statusCode(403);
        given().header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "DELETE")
                .options("/api/v1/collections/default")
                .then()
                .statusCode(403)
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void whoSpeaksHttp2IsServed() throws Exception {
        HttpResponse<Void> response = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .build()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:%d/q/health/live".formatted(RestAssured.port)))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void aNameThatIsNotOursIsRefused() {
        given().header("Host", "evil.example:8080")
                .get("/api/v1/collections")
                .then()
                .statusCode(403);
    }

    @Test
    void ourOwnPagesMayAsk() {
        given().header("Origin", "http://localhost:" + RestAssured.port)
                .header("Host", "localhost:" + RestAssured.port)
                .get("/api/v1/collections")
                .then()
                .statusCode(200);
    }
}
