package io.ragline.job;

import io.ragline.catalog.JobEnded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

/** Tells those who watch that a job has ended, once PostgreSQL has it for good. */
@ApplicationScoped
class EndedJobs {
    private final JobEvents events;

    EndedJobs(JobEvents events) {
        this.events = events;
    }

    void tell(@Observes(during = TransactionPhase.AFTER_SUCCESS) JobEnded ended) {
        events.ended(ended.job().id, ended.job().status);
    }
}
