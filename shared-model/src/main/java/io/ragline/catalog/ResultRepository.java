package io.ragline.catalog;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What questions came to. */
@ApplicationScoped
public class ResultRepository implements PanacheRepositoryBase<ResultEntity, UUID> {
    private final AttemptRepository attempts;

    ResultRepository(AttemptRepository attempts) {
        this.attempts = attempts;
    }

    /**
     * Records the result and ends the job, in one step.
     *
     * @throws AttemptSupersededException if another attempt took over; nothing has changed then
     */
    @Transactional
    public void save(Attempt attempt, String body, Duration keep) {
        attempts.succeed(attempt);
        ResultEntity result = new ResultEntity();
        result.jobId = attempt.job().id;
        result.tenantId = attempt.job().tenantId;
        result.body = body;
        result.createdAt = Instant.now();
        result.expiresAt = result.createdAt.plus(keep);
        persist(result);
    }

    /** The result of a job, expired or not. */
    @Transactional
    public Optional<ResultEntity> ofJob(UUID jobId) {
        return findByIdOptional(jobId);
    }

    /** Drops the bodies of results past their time; that there was one stays known. */
    @Transactional
    public int expire() {
        return update("body = null where body is not null and expiresAt < ?1", Instant.now());
    }
}
