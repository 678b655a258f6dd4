package io.ragline.worker.cache;

import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Whether what a thread works on may use what was kept. Caches that are reached through a port, which does not tell, ask here. */
@Singleton
public final class Freshness {
    private final ThreadLocal<Boolean> wanted = ThreadLocal.withInitial(() -> false);

    /** Does the work, on this thread, without what was kept if {@code fresh}. */
    public <T> T during(boolean fresh, Supplier<T> work) {
        boolean before = wanted.get();
        wanted.set(fresh);
        try {
            return work.get();
        } finally {
            wanted.set(before);
        }
    }

    /** Whether nothing that was kept may be used just now. */
    public boolean wanted() {
        return wanted.get();
    }
}
