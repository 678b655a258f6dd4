package io.ragline.worker.lane;

import io.quarkus.scheduler.Scheduled;
import io.ragline.catalog.AuditRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Drops what the audit log has kept for its time. */
@ApplicationScoped
class ExpiredAuditEntries {
    private final AuditRepository entries;
    private final Duration keep;

    ExpiredAuditEntries(
            AuditRepository entries,
            @ConfigProperty(name = "ragline.audit.keep", defaultValue = "365d") Duration keep) {
        this.entries = entries;
        this.keep = keep;
    }

    @Scheduled(every = "1h")
    void drop() {
        entries.dropBefore(Instant.now().minus(keep));
    }
}
