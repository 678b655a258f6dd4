package io.ragline.bench.chaos.load;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What was accepted, that is answered with 202, and how often something was not. */
public final class Journal {
    private final Map<UUID, Task> accepted = new ConcurrentHashMap<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();

    void accepted(UUID jobId, Task task) {
        accepted.put(jobId, task);
    }

    void refused() {
        refused.incrementAndGet();
    }

    void unanswered() {
        unanswered.incrementAndGet();
    }

    /** The jobs that were accepted, each with its task. */
    public Map<UUID, Task> accepted() {
        return Map.copyOf(accepted);
    }

    public Set<UUID> ids() {
        return Set.copyOf(accepted.keySet());
    }

    /** How many requests were answered with anything but 202. */
    public int refusals() {
        return refused.get();
    }

    /** How many requests were not answered at all. */
    public int withoutAnswer() {
        return unanswered.get();
    }
}
