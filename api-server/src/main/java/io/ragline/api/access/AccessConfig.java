package io.ragline.api.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Whether keys are needed. */
@ConfigMapping(prefix = "ragline.auth")
interface AccessConfig {

    /** When requests need a key. */
    @WithDefault("auto")
    Mode mode();

    /** For how long a process trusts what it knows of a key; a key that is revoked is forgotten at once where Redis can say so. */
    @WithDefault("5s")
    Duration trust();

    /**
     * How often an address may ask without a key that is valid; an IPv6 address counts as its /64. Afterwards keys that were not used
     * lately are not looked at, until some time has passed.
     */
    @WithDefault("60")
    int attemptsPerMinute();

    /** When requests need a key. */
    enum Mode {
        /** Unless the API is bound to a loopback address. */
        AUTO,
        /** Always. */
        KEYS,
        /** Never: for a loopback address only. */
        OFF
    }
}
