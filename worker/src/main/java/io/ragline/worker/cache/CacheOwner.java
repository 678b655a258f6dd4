package io.ragline.worker.cache;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose work a thread does. Caches that are reached through a port, which does not tell, ask here, so that no tenant gets what was kept
 * for another: how fast an answer comes would tell that somebody else has the same text.
 */
@Singleton
public final class CacheOwner {
    private final ThreadLocal<@Nullable UUID> tenant = new ThreadLocal<>();

    /** Work that may fail. */
    @FunctionalInterface
    public interface Work<E extends Exception> {
        void run() throws E;
    }

    /** Does the work, on this thread, for that tenant. */
    public <E extends Exception> void during(UUID tenantId, Work<E> work) throws E {
        UUID before = tenant.get();
        tenant.set(tenantId);
        try {
            work.run();
        } finally {
            if (before == null) {
                tenant.remove();
            } else {
                tenant.set(before);
            }
        }
    }

    /** The tenant; nothing where the work is nobody's, which then neither finds nor keeps anything. */
    public Optional<UUID> tenant() {
        return Optional.ofNullable(tenant.get());
    }
}
