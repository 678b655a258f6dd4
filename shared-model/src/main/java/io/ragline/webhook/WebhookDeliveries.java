package io.ragline.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.catalog.JobEntity;
import io.ragline.catalog.JobRepository;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobKind;
import io.ragline.model.RaglineException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The deliveries of each tenant and what became of them. */
@ApplicationScoped
public class WebhookDeliveries {
    private final EntityManager em;
    private final JobRepository jobs;
    private final WebhookOutbox outbox;
    private final ObjectMapper json;

    WebhookDeliveries(EntityManager em, JobRepository jobs, WebhookOutbox outbox, ObjectMapper json) {
        this.em = em;
        this.jobs = jobs;
        this.outbox = outbox;
        this.json = json;
    }

    /**
     * Deliveries, first those recorded last.
     *
     * @param before only those behind this one in the list; null for the first page
     */
    @Transactional
    public List<Delivery> list(UUID tenantId, DeliveryFilter filter, @Nullable UUID before, int limit) {
        Map<String, Object> parameters = new HashMap<>();
        StringBuilder sql = new StringBuilder("select * from job where kind = 'deliver-webhook'");
        and(sql, parameters, " and tenant_id = :tenant", "tenant", tenantId);
        and(sql, parameters, " and id < :before", "before", before);
        and(sql, parameters, " and status = :status", "status", id(filter));
        and(sql, parameters, " and request ->> 'subjectJobId' = :subject", "subject", subject(filter));
        Query query = em.createNativeQuery(sql.append(" order by id desc").toString(), JobEntity.class)
                .setMaxResults(limit);
        parameters.forEach(query::setParameter);
        @SuppressWarnings("unchecked")
        List<JobEntity> found = query.getResultList();
        return withAttempts(found);
    }

    private static void and(
            StringBuilder sql, Map<String, Object> parameters, String condition, String name, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            parameters.put(name, value);
        }
    }

    private static @Nullable String id(DeliveryFilter filter) {
        return filter.status() == null ? null : filter.status().id();
    }

    private static @Nullable String subject(DeliveryFilter filter) {
        return filter.subjectJobId() == null ? null : filter.subjectJobId().toString();
    }

    private List<Delivery> withAttempts(List<JobEntity> deliveries) {
        Map<UUID, List<DeliveryAttempt>> attempts =
                attempts(deliveries.stream().map(each -> each.id).toList());
        return deliveries.stream()
                .map(each -> new Delivery(each, request(each), attempts.getOrDefault(each.id, List.of())))
                .toList();
    }

    private Map<UUID, List<DeliveryAttempt>> attempts(List<UUID> jobIds) {
        Map<UUID, List<DeliveryAttempt>> byJob = new HashMap<>();
        if (jobIds.isEmpty()) {
            return byJob;
        }
        @SuppressWarnings("unchecked")
        List<Tuple> rows = em.createNativeQuery("""
                        select a.job_id, a.number, a.started_at, w.duration_ms, w.response_status, w.response_body,
                          coalesce(w.error, a.error_detail)
                        from job_attempt a
                        left join webhook_attempt w on w.job_id = a.job_id and w.number = a.number
                        where a.job_id in (:jobs) order by a.number""", Tuple.class)
                .setParameter("jobs", jobIds)
                .getResultList();
        rows.forEach(row -> byJob.computeIfAbsent(row.get(0, UUID.class), id -> new ArrayList<>())
                .add(new DeliveryAttempt(
                        row.get(1, Integer.class),
                        row.get(2, Instant.class),
                        row.get(3, Integer.class),
                        row.get(4, Integer.class),
                        row.get(5, String.class),
                        row.get(6, String.class))));
        return byJob;
    }

    /** What a delivery job is asked to do. */
    public DeliveryRequest request(JobEntity job) {
        try {
            return json.readValue(Objects.requireNonNull(job.request), DeliveryRequest.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The request of delivery %s can't be read".formatted(job.id), e);
        }
    }

    /** Keeps what an attempt at a delivery came to. */
    @Transactional
    public void keep(UUID deliveryId, DeliveryAttempt attempt) {
        em.createNativeQuery("""
                        insert into webhook_attempt (job_id, number, duration_ms, response_status, response_body, error)
                        values (:job, :number, :duration, :status, :body, :error)
                        on conflict (job_id, number) do nothing""")
                .setParameter("job", deliveryId)
                .setParameter("number", attempt.number())
                .setParameter("duration", attempt.durationMs())
                .setParameter("status", attempt.responseStatus())
                .setParameter("body", attempt.responseBody())
                .setParameter("error", attempt.error())
                .executeUpdate();
    }

    /**
     * Delivers the same event once more, under its old id, whether it arrived or not.
     *
     * @return the new delivery
     * @throws RaglineException {@code NOT_FOUND} if there is no such delivery; {@code JOB_STATUS_CONFLICT} if it is not over
     */
    @Transactional
    public Delivery again(UUID tenantId, UUID deliveryId) {
        JobEntity old = jobs.find(
                        "tenantId = ?1 and id = ?2 and kind = ?3", tenantId, deliveryId, JobKind.DELIVER_WEBHOOK)
                .firstResultOptional()
                .orElseThrow(() -> new RaglineException(
                        ErrorCode.NOT_FOUND, "There is no webhook delivery %s.".formatted(deliveryId)));
        if (!old.status.isFinal()) {
            throw new RaglineException(
                    ErrorCode.JOB_STATUS_CONFLICT,
                    "Delivery %s is not over yet; it is tried again by itself.".formatted(deliveryId));
        }
        DeliveryRequest request = request(old);
        return new Delivery(outbox.again(tenantId, request), request, List.of());
    }
}
