package io.ragline.api.audit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.ragline.catalog.AuditEntry;
import io.ragline.catalog.AuditRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings what was done to PostgreSQL, many entries at once and within a second, so that no request waits for it. While PostgreSQL is
 * away they wait; what there is no room for then goes to the log.
 */
@ApplicationScoped
class AuditLog {
    private static final Logger LOG = Logger.getLogger(AuditLog.class);
    private static final int ROOM = 50_000;
    private static final int AT_ONCE = 200;
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final AuditRepository entries;
    private final BlockingQueue<AuditEntry> waiting = new LinkedBlockingQueue<>(ROOM);
    private volatile boolean stopping;
    private @Nullable Thread writer;

    AuditLog(AuditRepository entries) {
        this.entries = entries;
    }

    void start(@Observes StartupEvent event) {
        writer = Thread.ofPlatform().name("audit-log").start(this::write);
    }

    /** Returns at once. */
    void add(AuditEntry entry) {
        if (!waiting.offer(entry)) {
            LOG.errorf("No room for the audit log's entry %s", entry);
        }
    }

    private void write() {
        List<AuditEntry> batch = new ArrayList<>();
        while (!stopping || !waiting.isEmpty()) {
            try {
                AuditEntry first = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    waiting.drainTo(batch, AT_ONCE - 1);
                    keep(batch);
                    batch.clear();
                }
            } catch (InterruptedException e) {
                batch.addAll(waiting);
                batch.forEach(entry -> LOG.errorf("The audit log's entry could not be kept: %s", entry));
                return;
            }
        }
    }

    private void keep(List<AuditEntry> batch) throws InterruptedException {
        while (true) {
            try {
                entries.add(batch);
                return;
            } catch (RuntimeException e) {
                LOG.warnf(
                        "PostgreSQL does not take the audit log's entries, %d wait: %s", batch.size(), e.getMessage());
                Thread.sleep(AGAIN_AFTER);
            }
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        if (writer != null && !writer.join(LAST_WORDS)) {
            writer.interrupt();
            writer.join();
        }
    }
}
