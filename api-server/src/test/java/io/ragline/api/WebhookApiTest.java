package io.ragline.api;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.post;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.catalog.Ids;
import io.ragline.catalog.JobEntity;
import io.ragline.catalog.JobRepository;
import io.ragline.model.JobKind;
import io.ragline.model.JobPriority;
import io.ragline.model.Submission;
import io.ragline.testing.RealServices;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Webhooks as callers see them. */
@QuarkusTest
@WithTestResource(RealServices.class)
class WebhookApiTest {
    @Inject
    JobRepository jobs;

    private UUID endedJob() {
        JobEntity job = jobs.accept(JobEntity.accepted(
                Ids.next(),
                Ids.DEFAULT_TENANT,
                JobKind.ANSWER_QUERY,
                new Submission(JobPriority.NORMAL, null, "https://hooks.example/x?token=1")));
        jobs.cancel(job.id);
        return job.id;
    }

    private static ValidatableResponse create(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/collections")
                .then();
    }

    private static ValidatableResponse change(String name, String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .patch("/api/v1/collections/" + name)
                .then();
    }

    @Test
    void a_collection_has_a_receiver_until_it_is_taken_away() {
        create("{\"name\":\"told\",\"webhookUrl\":\"https://hooks.example/a\"}")
                .statusCode(201)
                .body("webhookUrl", equalTo("https://hooks.example/a"));
        change("told", "{\"webhookUrl\":\"https://hooks.example/b\"}")
                .statusCode(200)
                .body("name", equalTo("told"))
                .body("webhookUrl", equalTo("https://hooks.example/b"));
        get("/api/v1/collections/told").then().body("webhookUrl", equalTo("https://hooks.example/b"));
        change("told", "{}").statusCode(400).body("code", equalTo("BAD_REQUEST"));
        change("told", "{\"name\":\"x\"}").statusCode(400).body("code", equalTo("BAD_REQUEST"));
        change("told", "{\"webhookUrl\":5}").statusCode(400).body("code", equalTo("BAD_REQUEST"));
    }

    @Test
    void a_receiver_within_the_network_is_refused() {
        create("{\"name\":\"inner\",\"webhookUrl\":\"http://169.254.169.254/\"}")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("WEBHOOK_TARGET_REFUSED"));
        get("/api/v1/collections/inner").then().statusCode(404);
        create("{\"name\":\"outer\"}").statusCode(201).body("$", not(hasKey("webhookUrl")));
        change("outer", "{\"webhookUrl\":\"http://localhost/\"}")
                .statusCode(400)
                .body("code", equalTo("WEBHOOK_TARGET_REFUSED"));
        change("nowhere", "{\"webhookUrl\":null}").statusCode(404).body("code", equalTo("COLLECTION_NOT_FOUND"));
        change("outer", "{\"webhookUrl\":null}").statusCode(200).body("$", not(hasKey("webhookUrl")));
    }

    @Test
    void a_request_for_work_names_a_receiver_of_its_own() {
        String jobId = given().contentType(ContentType.JSON)
                .body("{\"question\":\"Why?\",\"webhookUrl\":\"https://hooks.example/mine\"}")
                .post("/query")
                .then()
                .statusCode(202)
                .extract()
                .path("jobId");
        jobs.cancel(UUID.fromString(jobId));
        get("/api/v1/webhooks/deliveries?jobId=" + jobId)
                .then()
                .body("deliveries.url", contains("https://hooks.example/mine"));
        given().contentType(ContentType.JSON)
                .body("{\"question\":\"Why?\",\"webhookUrl\":\"http://10.0.0.1/\"}")
                .post("/query")
                .then()
                .statusCode(400)
                .body("code", equalTo("WEBHOOK_TARGET_REFUSED"));
        given().multiPart("files", "a.txt", "Anything.".getBytes(StandardCharsets.UTF_8))
                .multiPart("webhookUrl", "http://localhost/")
                .post("/upload/default")
                .then()
                .statusCode(400)
                .body("code", equalTo("WEBHOOK_TARGET_REFUSED"));
    }

    @Test
    void deliveries_are_listed_and_made_again() {
        UUID job = endedJob();
        String deliveryId = get("/api/v1/webhooks/deliveries?jobId=" + job)
                .then()
                .statusCode(200)
                .body("deliveries.size()", equalTo(1))
                .body("deliveries[0].jobId", equalTo(job.toString()))
                .body("deliveries[0].url", equalTo("https://hooks.example/x?token=1"))
                .body("deliveries[0].type", equalTo("job.cancelled"))
                .body("deliveries[0].status", equalTo("queued"))
                .body("deliveries[0].attempts.size()", equalTo(0))
                .body("$", not(hasKey("nextCursor")))
                .extract()
                .path("deliveries[0].deliveryId");
        String path = "/api/v1/webhooks/deliveries/" + deliveryId + "/redeliver";
        post(path).then().statusCode(409).body("code", equalTo("JOB_STATUS_CONFLICT"));
        jobs.cancel(UUID.fromString(deliveryId));

        String again = post(path)
                .then()
                .statusCode(202)
                .body("deliveryId", not(equalTo(deliveryId)))
                .body("eventId", equalTo(deliveryId))
                .body("status", equalTo("queued"))
                .extract()
                .path("deliveryId");

        get("/api/v1/webhooks/deliveries?status=queued&jobId=" + job)
                .then()
                .body("deliveries.deliveryId", contains(again));
        get("/api/v1/webhooks/deliveries?limit=1&jobId=" + job)
                .then()
                .body("deliveries.deliveryId", contains(again))
                .body("nextCursor", equalTo(again));
        get("/api/v1/webhooks/deliveries?limit=1&jobId=" + job + "&cursor=" + again)
                .then()
                .body("deliveries.deliveryId", contains(deliveryId))
                .body("$", not(hasKey("nextCursor")));
    }

    @Test
    void a_list_that_cannot_be_read_is_the_callers_mistake() {
        get("/api/v1/webhooks/deliveries?jobId=7").then().statusCode(400).body("code", equalTo("BAD_REQUEST"));
        get("/api/v1/webhooks/deliveries?status=lost").then().statusCode(400).body("code", equalTo("BAD_REQUEST"));
        get("/api/v1/webhooks/deliveries?cursor=x").then().statusCode(400).body("code", equalTo("BAD_REQUEST"));
        get("/api/v1/webhooks/deliveries?limit=0").then().statusCode(400).body("code", equalTo("BAD_REQUEST"));
        post("/api/v1/webhooks/deliveries/" + Ids.next() + "/redeliver")
                .then()
                .statusCode(404)
                .body("code", equalTo("NOT_FOUND"));
        post("/api/v1/webhooks/deliveries/" + endedJob() + "/redeliver").then().statusCode(404);
    }

    @Test
    void the_secret_can_be_read_and_replaced() {
        String secret = get("/api/v1/webhooks/secret")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("secret", matchesPattern("whsec_[A-Za-z0-9+/]{43}="))
                .extract()
                .path("secret");

        post("/api/v1/webhooks/secret/rotate")
                .then()
                .statusCode(200)
                .body("secret", not(equalTo(secret)))
                .body("previousValidUntil", notNullValue());
    }
}
