package io.ragline.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.catalog.CollectionEntity;
import io.ragline.catalog.CollectionRepository;
import io.ragline.catalog.Ids;
import io.ragline.catalog.JobEnded;
import io.ragline.catalog.JobEntity;
import io.ragline.catalog.JobRepository;
import io.ragline.job.JobQueue;
import io.ragline.job.QueuedJob;
import io.ragline.model.JobKind;
import io.ragline.model.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Records the delivery in the transaction that ends the job, so that there is one for each end and none without; the queue
 * gets it once PostgreSQL has it. Should that fail, the reconciler finds it like any other job.
 */
@ApplicationScoped
public class WebhookOutbox {
    private static final Logger LOG = Logger.getLogger(WebhookOutbox.class);

    private final CollectionRepository collections;
    private final JobRepository jobs;
    private final JobQueue queue;
    private final ObjectMapper json;
    private final Event<Recorded> recorded;

    WebhookOutbox(
            CollectionRepository collections,
            JobRepository jobs,
            JobQueue queue,
            ObjectMapper json,
            Event<Recorded> recorded) {
        this.collections = collections;
        this.jobs = jobs;
        this.queue = queue;
        this.json = json;
        this.recorded = recorded;
    }

    /** A delivery that PostgreSQL has when the transaction has succeeded. */
    record Recorded(QueuedJob job) {}

    void record(@Observes JobEnded ended) {
        JobEntity job = ended.job();
        if (!isToldOf(job.kind)) {
            return;
        }
        List<CollectionEntity> where = collectionsOf(job);
        receiver(job, where).ifPresent(url -> {
            UUID id = Ids.next();
            List<String> names = where.stream().map(each -> each.name).toList();
            accept(id, job.tenantId, new DeliveryRequest(job.id, url, WebhookEvent.of(id, job, names)));
        });
    }

    private static boolean isToldOf(JobKind kind) {
        return switch (kind) {
            case INGEST_DOCUMENT, ANSWER_QUERY -> true;
            // a delivery would be told of for ever; who looks at a page waits for its picture
            case DELIVER_WEBHOOK, RENDER_PAGE -> false;
        };
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
        return Optional.ofNullable(job.webhookUrl)
                .or(() -> where.stream()
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
        recorded.fire(new Recorded(QueuedJob.of(job)));
        return job;
    }

    void enqueue(@Observes(during = TransactionPhase.AFTER_SUCCESS) Recorded delivery) {
        try {
            queue.enqueue(delivery.job());
        } catch (RuntimeException e) {
            LOG.warnf(
                    "The queue did not take webhook delivery %s, the reconciler enqueues it later: %s",
                    delivery.job().id(), e.getMessage());
        }
    }
}
