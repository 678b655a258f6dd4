package io.ragline.api.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.ragline.testing.RealServices;
import io.ragline.testing.TestAuthority;
import io.restassured.config.RestAssuredConfig;
import io.restassured.config.SSLConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The API with a certificate of its own. */
@QuarkusTest
@TestProfile(HttpsTest.WithCertificate.class)
@WithTestResource(RealServices.class)
class HttpsTest {
    @TestHTTPResource(value = "/q/health/live", tls = true)
    URI secure;

    /** A profile. */
    public static final class WithCertificate implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path folder = Files.createTempDirectory("ragline-https-");
                TestAuthority.Identity identity = new TestAuthority(folder).issue("localhost", "EC");
                return Map.of(
                        "ragline.api.tls.cert",
                        identity.certificate().toString(),
                        "ragline.api.tls.key",
                        identity.key().toString(),
                        "quarkus.http.test-ssl-port",
                        "0");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void httpsIsSpokenAndBrowsersAreToldToStayWithIt() {
        given().config(RestAssuredConfig.config()
                        .sslConfig(SSLConfig.sslConfig().relaxedHTTPSValidation()))
                .get(secure)
                .then()
                .statusCode(200)
                .header("Strict-Transport-Security", equalTo("max-age=31536000"));
    }

    @Test
    void nothingIsSpokenInTheClear() {
        assertThatThrownBy(() -> given().get("http://localhost:%d/q/health/live".formatted(secure.getPort())))
                .isInstanceOf(Exception.class);
    }
}
