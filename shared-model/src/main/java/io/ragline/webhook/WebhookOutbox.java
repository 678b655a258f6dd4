package io.ragline.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.catalog.CollectionEntity;
import io.ragline.catalog.CollectionRepository;
import io.ragline.catalog.Ids;
import io.ragline.catalog.JobEnded;
import io.ragline.catalog.JobEntity;
import io.ragline.catalog.JobRecorded;
import io.ragline.catalog.JobRepository;
import io.ragline.model.JobKind;
import io.ragline.model.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Records the delivery in the transaction that ends the job, so that there is one for each end and none without; the queue
 * gets it once PostgreSQL has it. Should that fail, the reconciler finds it like any other job.
 */
@ApplicationScoped
public class WebhookOutbox {
    private final CollectionRepository collections;
    private final JobRepository jobs;
    private final ObjectMapper json;
    private final Event<JobRecorded> recorded;

    WebhookOutbox(
            CollectionRepository collections, JobRepository jobs, ObjectMapper json, Event<JobRecorded> recorded) {
        this.collections = collections;
        this.jobs = jobs;
        this.json = json;
        this.recorded = recorded;
    }

    void record(@Observes JobEnded ended) {
        JobEntity job = ended.job();
        if (job.kind == JobKind.DELIVER_WEBHOOK) {
            return;
        }
        List<CollectionEntity> where = collectionsOf(job);
        receiver(job, where).ifPresent(url -> {
            UUID id = Ids.next();
            List<String> names = where.stream().map(each -> each.name).toList();
            accept(id, job.tenantId, new DeliveryRequest(job.id, url, WebhookEvent.of(id, job, names)));
        });
    }

    /** In the order in which the job names them. */
    private List<CollectionEntity> collectionsOf(JobEntity job) {
        if (job.collections.length == 0) {
            return List.of();
        }
        Map<UUID, CollectionEntity> byId = collections.withIds(job.tenantId, Arrays.asList(job.collections)).stream()
                .collect(Collectors.toMap(each -> each.id, Function.identity()));
        return Arrays.stream(job.collections)
                .map(byId::get)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Optional<String> receiver(JobEntity job, List<CollectionEntity> where) {
        boolean ofInterest = job.kind == JobKind.INGEST_DOCUMENT || job.kind == JobKind.ANSWER_QUERY;
        return Optional.ofNullable(job.webhookUrl)
                .or(() -> where.stream()
                        .filter(each -> ofInterest)
                        .map(each -> each.webhookUrl)
                        .filter(Objects::nonNull)
                        .findFirst());
    }

    /** Has a delivery made once more: the same event under the same id, in a job of its own. */
    @Transactional
    JobEntity again(UUID tenantId, DeliveryRequest request) {
        return accept(Ids.next(), tenantId, request);
    }

    private JobEntity accept(UUID id, UUID tenantId, DeliveryRequest request) {
        JobEntity job = JobEntity.accepted(id, tenantId, JobKind.DELIVER_WEBHOOK, Submission.STANDARD);
        try {
            job.request = json.writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Deliveries are always JSON", e);
        }
        jobs.persist(job);
        recorded.fire(new JobRecorded(job));
        return job;
    }
}
