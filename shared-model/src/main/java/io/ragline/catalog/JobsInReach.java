package io.ragline.catalog;

import io.quarkus.panache.common.Page;
import io.ragline.model.JobStatus;
import io.ragline.model.RaglineException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that somebody may see: those that name only collections within reach. A job that names none is between the key that it
 * came with and the admins.
 */
@ApplicationScoped
public class JobsInReach {
    private final EntityManager em;
    private final JobRepository jobs;
    private final BatchRepository batches;
    private final CollectionMemberRepository members;

    JobsInReach(EntityManager em, JobRepository jobs, BatchRepository batches, CollectionMemberRepository members) {
        this.em = em;
        this.jobs = jobs;
        this.batches = batches;
        this.members = members;
    }

    /**
     * Jobs of one request.
     *
     * @param counts how many are in each status
     * @param duplicates files whose content the collection had already
     * @param rejected files that were not accepted
     */
    public record Batch(Map<JobStatus, Long> counts, int duplicates, int rejected) {
        public Batch {
            counts = Map.copyOf(counts);
        }
    }

    /**
     * The job, if it is within reach.
     *
     * @throws RaglineException {@code JOB_NOT_FOUND}
     */
    @Transactional
    public JobEntity one(Reach reach, UUID jobId) {
        JobEntity job = jobs.ofTenant(reach.tenantId(), jobId);
        if (!reach.whole() && !isWithin(reach, job)) {
            throw JobRepository.notFound(jobId);
        }
        return job;
    }

    private boolean isWithin(Reach reach, JobEntity job) {
        return job.collections.length == 0
                ? job.keyId != null && job.keyId.equals(reach.keyId())
                : members.reaches(reach, List.of(job.collections), MemberAccess.READ);
    }

    /**
     * Jobs within reach, first those accepted last.
     *
     * @param access what whoever asks is to have of the collections that they name
     * @param before only those behind this one in the list; null for the first page
     */
    @Transactional
    public List<JobEntity> list(Reach reach, MemberAccess access, JobFilter filter, @Nullable UUID before, int limit) {
        Set<UUID> within = reach.whole() ? null : members.within(reach, access);
        JobFilter.Condition condition = filter.condition(reach, within, before);
        return jobs.find(condition.hql() + " order by id desc", condition.parameters())
                .page(Page.ofSize(limit))
                .list();
    }

    /** The batch of that id, if all that it is of is within reach. */
    @Transactional
    public Optional<Batch> batch(Reach reach, UUID batchId) {
        Optional<BatchEntity> known = batches.ofTenant(reach.tenantId(), batchId);
        Map<JobStatus, Long> counts = count(reach.tenantId(), batchId);
        if (counts.isEmpty() && known.isEmpty() || !reach.whole() && !isWithin(reach, batchId, known)) {
            return Optional.empty();
        }
        return Optional.of(new Batch(
                counts,
                known.map(batch -> batch.duplicates).orElse(0),
                known.map(batch -> batch.rejected).orElse(0)));
    }

    private Map<JobStatus, Long> count(UUID tenantId, UUID batchId) {
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

    private boolean isWithin(Reach reach, UUID batchId, Optional<BatchEntity> known) {
        @SuppressWarnings("unchecked")
        List<UUID> named = em.createNativeQuery(
                        "select distinct unnest(collections) from job where tenant_id = ?1 and batch_id = ?2",
                        UUID.class)
                .setParameter(1, reach.tenantId())
                .setParameter(2, batchId)
                .getResultList();
        Set<UUID> all = new HashSet<>(named);
        known.map(batch -> batch.collectionId).ifPresent(all::add);
        return !all.isEmpty() && members.reaches(reach, all, MemberAccess.READ);
    }
}
