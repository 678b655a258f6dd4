package io.ragline.worker.lane;

import io.quarkus.scheduler.Scheduled;
import io.ragline.catalog.IdempotencyRepository;
import jakarta.enterprise.context.ApplicationScoped;

/** Drops the answers of idempotent requests whose time is over. */
@ApplicationScoped
class ExpiredIdempotencyKeys {
    private final IdempotencyRepository requests;

    ExpiredIdempotencyKeys(IdempotencyRepository requests) {
        this.requests = requests;
    }

    @Scheduled(every = "10m")
    void drop() {
        requests.expire();
    }
}
