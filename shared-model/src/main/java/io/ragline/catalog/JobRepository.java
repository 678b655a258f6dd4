package io.ragline.catalog;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.ragline.model.AttemptOutcome;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobKind;
import io.ragline.model.JobStatus;
import io.ragline.model.Lane;
import io.ragline.model.RaglineException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The jobs that were accepted, and what people ask of them; {@link AttemptRepository} has what their runs report. */
@ApplicationScoped
public class JobRepository implements PanacheRepositoryBase<JobEntity, UUID> {
    private static final int CANCELLED_AT_ONCE = 10_000;

    private final EntityManager em;
    private final Event<JobEnded> ended;
    private final StorageQuota storage;
    private final QuestionQuota questions;

    JobRepository(EntityManager em, Event<JobEnded> ended, StorageQuota storage, QuestionQuota questions) {
        this.em = em;
        this.ended = ended;
        this.storage = storage;
        this.questions = questions;
    }

    /**
     * Records a job as accepted.
     *
     * @return the job; an earlier one if it was accepted under that id before
     */
    @Transactional
    public JobEntity accept(JobEntity job) {
        JobEntity known = findById(job.id);
        if (known != null) {
            return known;
        }
        persist(job);
        return job;
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
                .orElseThrow(() -> notFound(jobId));
    }

    static RaglineException notFound(UUID jobId) {
        return new RaglineException(ErrorCode.JOB_NOT_FOUND, "There is no job %s.".formatted(jobId));
    }

    /** The job, whosever it is. */
    @Transactional
    public Optional<JobEntity> findJob(UUID jobId) {
        return findByIdOptional(jobId);
    }

    /** The queue did not take the job: it will never run. */
    @Transactional
    public void reject(UUID jobId) {
        JobEntity job = locked(jobId);
        if (job != null && job.status == JobStatus.QUEUED) {
            job.status = JobStatus.REJECTED;
            job.finishedAt = Instant.now();
            failVersion(job, ErrorCode.QUEUE_UNAVAILABLE, "The queue did not take the upload.");
        }
    }

    /**
     * Cancels a job that hasn't ended; an attempt at it that runs can change nothing any more.
     *
     * @return whether it was
     */
    @Transactional
    public boolean cancel(UUID jobId) {
        return !cancel(List.of(jobId)).isEmpty();
    }

    /** Cancels those of the jobs that haven't ended, and tells which. */
    @Transactional
    public List<UUID> cancel(List<UUID> jobIds) {
        // PostgreSQL takes 65,535 parameters; the newest first, as everybody who locks many
        List<UUID> newestFirst =
                jobIds.stream().sorted(Comparator.reverseOrder()).toList();
        List<UUID> cancelled = new ArrayList<>();
        for (int from = 0; from < newestFirst.size(); from += CANCELLED_AT_ONCE) {
            cancelled.addAll(
                    cancelSome(newestFirst.subList(from, Math.min(newestFirst.size(), from + CANCELLED_AT_ONCE))));
        }
        return cancelled;
    }

    private List<UUID> cancelSome(List<UUID> jobIds) {
        List<JobEntity> open = find(
                        "id in ?1 and status in (?2, ?3) order by id desc", jobIds, JobStatus.QUEUED, JobStatus.RUNNING)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
        for (JobEntity job : open) {
            job.status = JobStatus.CANCELLED;
            job.finishedAt = Instant.now();
            job.notBefore = null;
            job.putOffWhy = null;
            failVersion(job, ErrorCode.CANCELLED, "The upload was cancelled.");
        }
        List<UUID> cancelled = open.stream().map(job -> job.id).toList();
        AttemptRepository.closeOpen(em, cancelled, AttemptOutcome.CANCELLED);
        open.forEach(job -> ended.fire(new JobEnded(job)));
        return cancelled;
    }

    private void failVersion(JobEntity job, ErrorCode code, String detail) {
        Versions.ofJob(em, job)
                .filter(version -> version.status == VersionStatus.QUEUED)
                .ifPresent(version -> {
                    version.status = VersionStatus.FAILED;
                    version.errorCode = code.name();
                    version.errorDetail = detail;
                });
    }

    /**
     * Lets a job that failed or was cancelled wait for another run. One that succeeded stays as it is.
     *
     * @return whether it waits now
     * @throws RaglineException {@code QUOTA_EXCEEDED}, {@code STORAGE_QUOTA_EXCEEDED}: then none of the transaction's jobs does
     */
    @Transactional
    public boolean requeue(UUID jobId) {
        lockQuotas(jobId);
        JobEntity job = locked(jobId);
        if (job == null || !job.status.isFinal() || !job.status.canBecome(JobStatus.QUEUED) || isReplaced(job)) {
            return false;
        }
        job.status = JobStatus.QUEUED;
        job.queuedAt = Instant.now();
        job.deaths = 0;
        job.tries = 0;
        job.errorCode = null;
        job.errorDetail = null;
        job.errorRetryable = null;
        job.finishedAt = null;
        Versions.ofJob(em, job)
                .filter(version -> version.status == VersionStatus.FAILED)
                .ifPresent(version -> {
                    boolean counts = isOnly(version);
                    version.status = VersionStatus.QUEUED;
                    version.errorCode = null;
                    version.errorDetail = null;
                    storage.take(version, counts);
                });
        if (job.kind == JobKind.ANSWER_QUERY) {
            questions.check(job.tenantId, job.keyId);
        }
        return true;
    }

    /** Before the job, since whoever accepts work holds no job that others know. */
    private void lockQuotas(UUID jobId) {
        em.createQuery("select tenantId, keyId, kind from JobEntity where id = ?1", Object[].class)
                .setParameter(1, jobId)
                .getResultStream()
                .findFirst()
                .ifPresent(job -> {
                    if (job[2] == JobKind.INGEST_DOCUMENT) {
                        storage.lock((UUID) job[0], (UUID) job[1]);
                    } else if (job[2] == JobKind.ANSWER_QUERY) {
                        questions.lock((UUID) job[0], (UUID) job[1]);
                    }
                });
    }

    /** Whether no other version of the document counts, so that it counts by this one. */
    private boolean isOnly(DocumentVersionEntity version) {
        return em.createQuery(
                                "select count(*) from DocumentVersionEntity where documentId = ?1 and id <> ?2 and status in (?3, ?4)",
                                Long.class)
                        .setParameter(1, version.documentId)
                        .setParameter(2, version.id)
                        .setParameter(3, VersionStatus.QUEUED)
                        .setParameter(4, VersionStatus.ACTIVE)
                        .getSingleResult()
                == 0;
    }

    /** Whether what it was to read is deleted, or the collection got the same content by another upload meanwhile. */
    private boolean isReplaced(JobEntity job) {
        if (job.kind.lane() == Lane.INGEST && isInDeletedCollection(job)) {
            return true;
        }
        if (job.kind != JobKind.INGEST_DOCUMENT) {
            return false;
        }
        Optional<DocumentVersionEntity> read =
                Versions.ofJob(em, job).filter(version -> version.status != VersionStatus.DELETED);
        return read.isEmpty()
                || read.filter(version -> em.createQuery("""
                                select count(*) from DocumentVersionEntity
                                where collectionId = ?1 and sha256 = ?2 and id <> ?3 and status in (?4, ?5)""", Long.class)
                                        .setParameter(1, version.collectionId)
                                        .setParameter(2, version.sha256)
                                        .setParameter(3, version.id)
                                        .setParameter(4, VersionStatus.QUEUED)
                                        .setParameter(5, VersionStatus.ACTIVE)
                                        .getSingleResult()
                                > 0)
                        .isPresent();
    }

    private boolean isInDeletedCollection(JobEntity job) {
        return em.createQuery("select count(*) from CollectionEntity where id in ?1 and deletedAt is null", Long.class)
                        .setParameter(1, List.of(job.collections))
                        .getSingleResult()
                < job.collections.length;
    }

    private @Nullable JobEntity locked(UUID jobId) {
        return findById(jobId, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Where a job stands; nothing if there is no such job. */
    @Transactional
    public Optional<JobStatus> status(UUID jobId) {
        return em.createQuery("select status from JobEntity where id = ?1", JobStatus.class)
                .setParameter(1, jobId)
                .getResultStream()
                .findFirst();
    }

    /** Those of the jobs that have ended. */
    @Transactional
    public Set<UUID> ended(Collection<UUID> jobIds) {
        return Set.copyOf(
                em.createQuery("select id from JobEntity where id in ?1 and status not in (?2, ?3)", UUID.class)
                        .setParameter(1, jobIds)
                        .setParameter(2, JobStatus.QUEUED)
                        .setParameter(3, JobStatus.RUNNING)
                        .getResultList());
    }

    /** How many jobs run in each lane; a lane without any is left out. */
    @Transactional
    public Map<String, Long> countRunning() {
        Map<String, Long> counts = new HashMap<>();
        em.createQuery("select lane, count(*) from JobEntity where status = ?1 group by lane", Object[].class)
                .setParameter(1, JobStatus.RUNNING)
                .getResultList()
                .forEach(row -> counts.put((String) row[0], (Long) row[1]));
        return counts;
    }

    /** Those of the jobs that run, with the number of the attempt that counts. */
    @Transactional
    public Map<UUID, Integer> attemptsThatCount(Collection<UUID> jobIds) {
        Map<UUID, Integer> attempts = new HashMap<>();
        em.createQuery("select id, attempt from JobEntity where id in ?1 and status = ?2", Object[].class)
                .setParameter(1, jobIds)
                .setParameter(2, JobStatus.RUNNING)
                .getResultList()
                .forEach(row -> attempts.put((UUID) row[0], (Integer) row[1]));
        return attempts;
    }

    /** Jobs that run, as far as is known here. */
    @Transactional
    public List<JobEntity> running(Instant startedBefore) {
        return list("status = ?1 and startedAt < ?2", JobStatus.RUNNING, startedBefore);
    }

    /** Jobs that wait and were handed to the queue within that time, by then. */
    @Transactional
    public List<JobEntity> queuedWithin(Instant from, Instant before, UUID afterId, int limit) {
        return find(
                        "status = ?1 and queuedAt >= ?2 and queuedAt < ?3 and id > ?4 order by id",
                        JobStatus.QUEUED,
                        from,
                        before,
                        afterId)
                .page(Page.ofSize(limit))
                .list();
    }

    /** Jobs that haven't ended and were handed to the queue before {@code before}, by id, those behind {@code afterId}. */
    @Transactional
    public List<JobEntity> unfinished(Instant before, UUID afterId, int limit) {
        return find(
                        "status in (?1, ?2) and queuedAt < ?3 and id > ?4 order by id",
                        JobStatus.QUEUED,
                        JobStatus.RUNNING,
                        before,
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
