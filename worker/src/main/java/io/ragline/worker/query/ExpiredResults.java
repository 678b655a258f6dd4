package io.ragline.worker.query;

import io.quarkus.scheduler.Scheduled;
import io.ragline.catalog.ResultRepository;
import jakarta.enterprise.context.ApplicationScoped;

/** Drops the content of results whose time is over. */
@ApplicationScoped
class ExpiredResults {
    private final ResultRepository results;

    ExpiredResults(ResultRepository results) {
        this.results = results;
    }

    @Scheduled(every = "10m")
    void drop() {
        results.expire();
    }
}
