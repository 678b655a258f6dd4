package io.ragline.api.quotas;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.ragline.testing.RealServices;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Behind a proxy that is trusted, whoever it names is counted. */
@QuarkusTest
@TestProfile(BehindProxyTest.Proxied.class)
@WithTestResource(RealServices.class)
class BehindProxyTest {

    /** The test itself is the proxy. */
    public static final class Proxied implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "ragline.auth.mode",
                    "keys",
                    "ragline.auth.attempts-per-minute",
                    "1",
                    "ragline.api.behind-proxy",
                    "true");
        }
    }

    private static void expect(int status, String address) {
        given().header("X-Forwarded-For", address)
                .get("/api/v1/collections")
                .then()
                .statusCode(status);
    }

    @Test
    void each_address_that_the_proxy_names_is_counted_by_itself() {
        expect(401, "192.0.2.1");
        expect(429, "192.0.2.1");
        expect(401, "192.0.2.2");
        expect(401, "2001:db8:1:2::1");
        expect(429, "2001:db8:1:2:ffff::2");
        expect(401, "2001:db8:1:3::1");
    }
}
