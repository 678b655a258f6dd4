package io.ragline.catalog;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobFailure;
import io.ragline.model.JobStatus;
import io.ragline.model.RaglineException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that were accepted. An attempt is taken with {@link #start}; what it reports afterwards counts only while it
 * is still the job's latest and the job is running ({@code where attempt = :mine}).
 */
@ApplicationScoped
public class JobRepository implements PanacheRepositoryBase<JobEntity, UUID> {
    private final EntityManager em;

    JobRepository(EntityManager em) {
        this.em = em;
    }

    @Transactional
    public void accept(JobEntity job) {
        persist(job);
    }

    /**
     * The tenant's job.
     *
     * @throws RaglineException {@code JOB_NOT_FOUND}
     */
    @Transactional
    public JobEntity ofTenant(UUID tenantId, UUID jobId) {
        return find("tenantId = ?1 and id = ?2", tenantId, jobId)
                .firstResultOptional()
                .orElseThrow(
                        () -> new RaglineException(ErrorCode.JOB_NOT_FOUND, "There is no job %s.".formatted(jobId)));
    }

    /** The newest jobs of a tenant, first those accepted last. */
    @Transactional
    public List<JobEntity> newest(UUID tenantId, int limit) {
        return find("tenantId = ?1 order by createdAt desc, id desc", tenantId)
                .page(Page.ofSize(limit))
                .list();
    }

    /** How many jobs of a batch are in each status; empty if there is no such batch. */
    @Transactional
    public Map<JobStatus, Long> countBatch(UUID tenantId, UUID batchId) {
        Map<JobStatus, Long> counts = new EnumMap<>(JobStatus.class);
        em.createQuery(
                        "select status, count(*) from JobEntity where tenantId = ?1 and batchId = ?2 group by status",
                        Object[].class)
                .setParameter(1, tenantId)
                .setParameter(2, batchId)
                .getResultList()
                .forEach(row -> counts.put((JobStatus) row[0], (Long) row[1]));
        return counts;
    }

    /**
     * Starts the next attempt at a job.
     *
     * @return the attempt, or nothing if the job has ended, was rejected, or never was accepted
     */
    @Transactional
    public Optional<Attempt> start(UUID jobId) {
        JobEntity job = findById(jobId, LockModeType.PESSIMISTIC_WRITE);
        if (job == null || job.status.isFinal()) {
            return Optional.empty();
        }
        job.attempt++;
        job.status = JobStatus.RUNNING;
        job.startedAt = Instant.now();
        job.notBefore = null;
        job.putOffWhy = null;
        em.flush();
        em.detach(job);
        return Optional.of(new Attempt(job, job.attempt));
    }

    /** The attempt did the job. Call it in the transaction that makes the effect visible. */
    @Transactional
    public void succeed(Attempt attempt) {
        end(attempt, JobStatus.SUCCEEDED, Instant.now());
    }

    /** The job failed for good; so did the version that it was to read. */
    @Transactional
    public void fail(Attempt attempt, JobFailure failure) {
        end(attempt, JobStatus.FAILED, Instant.now());
        update(
                "errorCode = ?1, errorDetail = ?2, errorRetryable = ?3 where id = ?4",
                failure.code().name(),
                failure.detail(),
                failure.retryable(),
                attempt.job().id);
        if (attempt.job().versionId != null) {
            em.createQuery(
                            "update DocumentVersionEntity set status = ?1, errorCode = ?2, errorDetail = ?3 where id = ?4 and status = ?5")
                    .setParameter(1, VersionStatus.FAILED)
                    .setParameter(2, failure.code().name())
                    .setParameter(3, failure.detail())
                    .setParameter(4, attempt.job().versionId)
                    .setParameter(5, VersionStatus.QUEUED)
                    .executeUpdate();
        }
    }

    private void end(Attempt attempt, JobStatus status, Instant at) {
        int mine = update(
                "status = ?1, finishedAt = ?2 where id = ?3 and attempt = ?4 and status = ?5",
                status,
                at,
                attempt.job().id,
                attempt.number(),
                JobStatus.RUNNING);
        if (mine == 0) {
            throw new AttemptSupersededException(attempt.job().id, attempt.number());
        }
    }

    /** The attempt failed; the job is to be tried again, not before {@code notBefore}. */
    @Transactional
    public void putOff(Attempt attempt, Instant notBefore, String why) {
        backToQueue(attempt, 1, notBefore, why);
    }

    /** The attempt was broken off through no fault of the job's, so it doesn't count as a try. */
    @Transactional
    public void handBack(Attempt attempt, String why) {
        backToQueue(attempt, 0, null, why);
    }

    /** A worker died while it ran the job. */
    @Transactional
    public void countDeath(UUID jobId) {
        update("deaths = deaths + 1 where id = ?1 and status = ?2", jobId, JobStatus.RUNNING);
    }

    private void backToQueue(Attempt attempt, int failedTries, @Nullable Instant notBefore, String why) {
        int mine = update(
                "tries = tries + ?7, status = ?1, notBefore = ?2, putOffWhy = ?3 where id = ?4 and attempt = ?5 and status = ?6",
                JobStatus.QUEUED,
                notBefore,
                why,
                attempt.job().id,
                attempt.number(),
                JobStatus.RUNNING,
                failedTries);
        if (mine == 0) {
            throw new AttemptSupersededException(attempt.job().id, attempt.number());
        }
    }

    /** The queue did not take the job: it will never run. */
    @Transactional
    public void reject(UUID jobId) {
        int rejected = update(
                "status = ?1, finishedAt = ?2 where id = ?3 and status = ?4",
                JobStatus.REJECTED,
                Instant.now(),
                jobId,
                JobStatus.QUEUED);
        if (rejected > 0) {
            em.createQuery("""
                            update DocumentVersionEntity set status = ?1, errorCode = ?2
                            where status = ?3 and id = (select versionId from JobEntity where id = ?4)""")
                    .setParameter(1, VersionStatus.FAILED)
                    .setParameter(2, ErrorCode.QUEUE_UNAVAILABLE.name())
                    .setParameter(3, VersionStatus.QUEUED)
                    .setParameter(4, jobId)
                    .executeUpdate();
        }
    }

    /** Cancels a job that hasn't ended; an attempt at it that runs can change nothing any more. */
    @Transactional
    public void cancel(UUID jobId) {
        JobEntity job = findById(jobId, LockModeType.PESSIMISTIC_WRITE);
        if (job == null || !job.status.canBecome(JobStatus.CANCELLED)) {
            return;
        }
        job.status = JobStatus.CANCELLED;
        job.finishedAt = Instant.now();
        moveVersion(job, VersionStatus.QUEUED, VersionStatus.FAILED);
    }

    /** Lets a job that failed or was cancelled wait for another run. One that succeeded stays as it is. */
    @Transactional
    public void requeue(UUID jobId) {
        JobEntity job = findById(jobId, LockModeType.PESSIMISTIC_WRITE);
        if (job == null || !job.status.isFinal() || !job.status.canBecome(JobStatus.QUEUED)) {
            return;
        }
        job.status = JobStatus.QUEUED;
        job.deaths = 0;
        job.tries = 0;
        job.errorCode = null;
        job.errorDetail = null;
        job.errorRetryable = null;
        job.finishedAt = null;
        moveVersion(job, VersionStatus.FAILED, VersionStatus.QUEUED);
    }

    private void moveVersion(JobEntity job, VersionStatus from, VersionStatus to) {
        if (job.versionId != null) {
            em.createQuery("update DocumentVersionEntity set status = ?1 where id = ?2 and status = ?3")
                    .setParameter(1, to)
                    .setParameter(2, job.versionId)
                    .setParameter(3, from)
                    .executeUpdate();
        }
    }

    /** Jobs that haven't ended and were accepted before {@code acceptedBefore}, by id, those behind {@code afterId}. */
    @Transactional
    public List<JobEntity> unfinished(Instant acceptedBefore, UUID afterId, int limit) {
        return find(
                        "status in (?1, ?2) and createdAt < ?3 and id > ?4 order by id",
                        JobStatus.QUEUED,
                        JobStatus.RUNNING,
                        acceptedBefore,
                        afterId)
                .page(Page.ofSize(limit))
                .list();
    }

    /** Returns if PostgreSQL answers, else throws. */
    @Transactional
    public void ping() {
        em.createNativeQuery("select 1").getSingleResult();
    }

    /**
     * Runs {@code ifUnfinished} while the job is locked, if it hasn't ended meanwhile. For the reconciler: nobody can
     * end or start the job between the check and what follows from it.
     */
    @Transactional
    public void whileUnfinished(UUID jobId, Runnable ifUnfinished) {
        JobEntity job =
                find("id", jobId).withLock(LockModeType.PESSIMISTIC_WRITE).firstResult();
        if (job != null && !job.status.isFinal()) {
            ifUnfinished.run();
        }
    }
}
