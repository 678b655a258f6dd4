package io.ragline.api.access;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether requests need a key: everywhere but on a loopback address, where they may go without. */
@ApplicationScoped
public class KeysNeeded {
    private final boolean needed;

    KeysNeeded(AccessConfig config, @ConfigProperty(name = "quarkus.http.host") String host) {
        boolean loopback = isLoopback(host);
        if (config.mode() == AccessConfig.Mode.OFF && !loopback) {
            throw new IllegalStateException(
                    "The API may not listen on %s without keys, for everybody there could read and delete everything. Leave ragline.auth.mode out, or set ragline.api.host to 127.0.0.1."
                            .formatted(host));
        }
        this.needed = config.mode() == AccessConfig.Mode.KEYS || !loopback;
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("The address '%s' of ragline.api.host is not known.".formatted(host), e);
        }
    }

    /** Refuses to start rather than at the first request. */
    void start(@Observes @Priority(1) StartupEvent event) {
        needed();
    }

    public boolean needed() {
        return needed;
    }
}
