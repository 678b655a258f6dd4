package io.ragline.api.access;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Keys are needed. */
public final class WithKeys implements QuarkusTestProfile {
    /** Made up. */
    static final String OPERATOR = "rl_" + "AccessTester" + "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

    @Override
    public Map<String, String> getConfigOverrides() {
        // far more requests without a valid key than an address may make otherwise
        return Map.of(
                "ragline.auth.mode",
                "keys",
                "ragline.admin-key",
                OPERATOR,
                "ragline.auth.attempts-per-minute",
                "100000");
    }
}
