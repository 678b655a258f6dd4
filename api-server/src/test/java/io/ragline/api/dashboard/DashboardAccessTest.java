package io.ragline.api.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.ragline.api.access.WithKeys;
import io.ragline.testing.RealServices;
import io.restassured.http.ContentType;
import io.restassured.http.Headers;
import io.restassured.specification.RequestSpecification;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Who may look at the dashboard where keys are needed. */
@QuarkusTest
@TestProfile(WithKeys.class)
@WithTestResource(RealServices.class)
class DashboardAccessTest {
    @ConfigProperty(name = "ragline.dashboard.port")
    int port;

    private RequestSpecification dashboard() {
        return given().baseUri("http://127.0.0.1").port(port);
    }

    @Test
    void onlyAnOperatorLooks() {
        dashboard().get("/dashboard").then().statusCode(401);
        dashboard()
                .auth()
                .preemptive()
                .basic("me", "wrong")
                .get("/dashboard")
                .then()
                .statusCode(401);
        String admin = given().header("X-API-Key", WithKeys.OPERATOR)
                .contentType(ContentType.JSON)
                .body("{\"name\":\"a\",\"role\":\"admin\"}")
                .post("/api/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("key");
        dashboard()
                .auth()
                .preemptive()
                .basic("me", admin)
                .get("/api/jobs")
                .then()
                .statusCode(401);
        Headers headers = dashboard()
                .auth()
                .preemptive()
                .basic("me", WithKeys.OPERATOR)
                .get("/dashboard")
                .then()
                .statusCode(200)
                .header("X-Frame-Options", equalTo("DENY"))
                .extract()
                .headers();
        assertThat(headers.getValues("Content-Security-Policy")) // JobRunr adds one of its own
                .anyMatch(policy -> policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"));
    }

    @Test
    void aPageOfAnotherSiteCannotUseTheKeyThatTheBrowserKnows() {
        dashboard()
                .auth()
                .preemptive()
                .basic("me", WithKeys.OPERATOR)
                .header("Origin", "https://evil.example")
                .delete("/api/jobs/01a2009e-a52f-76ed-8857-b5cf96405831")
                .then()
                .statusCode(403);
    }
}
