package io.ragline.api.access;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Keys are needed, and there is a dashboard. */
public final class WithKeys implements QuarkusTestProfile {
    /** Made up. */
    public static final String OPERATOR = "rl_" + "AccessTester" + "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

    @Override
    public Map<String, String> getConfigOverrides() {
        // far more requests without a valid key than an address may make otherwise
        return Map.of(
                "ragline.auth.mode",
                "keys",
                "ragline.admin-key",
                OPERATOR,
                "ragline.auth.attempts-per-minute",
                "100000",
                "ragline.dashboard.enabled",
                "true",
                "ragline.dashboard.port",
                "18999");
    }
}
