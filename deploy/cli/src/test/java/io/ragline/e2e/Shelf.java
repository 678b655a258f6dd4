package io.ragline.e2e;

import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** A collection of a test's own, used as its owner does. */
final class Shelf {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Stack stack;
    private final String name = "c-" + UUID.randomUUID();

    Shelf(Stack stack) {
        this.stack = stack;
        api().contentType(ContentType.JSON)
                .body("{\"name\": \"%s\"}".formatted(name))
                .post("/api/v1/collections")
                .then()
                .statusCode(201);
    }

    String name() {
        return name;
    }

    RequestSpecification api() {
        return RestAssured.given().baseUri(stack.api());
    }

    /** Brings in a text, or a new version of it, and waits until questions see it; gives the document's id. */
    String upload(String filename, String text) {
        JsonPath receipt = api().multiPart("files", filename, text.getBytes(StandardCharsets.UTF_8))
                .post("/upload/" + name)
                .then()
                .statusCode(202)
                .extract()
                .jsonPath();
        awaitEnd(receipt.getString("documents[0].jobId"));
        return receipt.getString("documents[0].documentId");
    }

    /** Removes a document; nobody sees it from then on. */
    void delete(String documentId) {
        api().delete("/api/v1/documents/" + documentId).then().statusCode(202);
    }

    private void awaitEnd(String jobId) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .until(() ->
                        "succeeded".equals(api().get("/api/v1/jobs/" + jobId).path("status")));
    }

    /** Asks this collection and waits for the result. */
    JsonPath ask(String question) {
        return ask(question, "", null);
    }

    /**
     * @param options further fields, as JSON
     * @param cacheControl a header; null for none
     */
    JsonPath ask(String question, String options, String cacheControl) {
        RequestSpecification request = api().contentType(ContentType.JSON).header("Prefer", "wait=30");
        if (cacheControl != null) {
            request.header("Cache-Control", cacheControl);
        }
        JsonPath answer = request.body(body(question, options))
                .post("/query")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        answer.setRootPath("result");
        return answer;
    }

    /** A question to this collection, as JSON. */
    String body(String question, String options) {
        return "{\"question\": \"%s\", \"collections\": [\"%s\"]%s}"
                .formatted(question, name, options.isEmpty() ? "" : ", " + options);
    }
}
