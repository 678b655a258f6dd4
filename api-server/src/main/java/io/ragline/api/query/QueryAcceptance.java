package io.ragline.api.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.api.collections.EmbeddingModels;
import io.ragline.api.http.CurrentTenant;
import io.ragline.api.jobs.BackPressure;
import io.ragline.api.jobs.JobAcceptance;
import io.ragline.api.jobs.JobLinks;
import io.ragline.api.jobs.Submissions;
import io.ragline.catalog.CollectionRepository;
import io.ragline.catalog.IndexRepository;
import io.ragline.catalog.JobEntity;
import io.ragline.catalog.JobRepository;
import io.ragline.job.QueuedJob;
import io.ragline.model.JobKind;
import io.ragline.model.Lane;
import io.ragline.model.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Accepts questions: recorded in PostgreSQL, then enqueued. */
@ApplicationScoped
class QueryAcceptance {
    private final CollectionRepository collections;
    private final IndexRepository indexes;
    private final JobRepository jobs;
    private final BackPressure backPressure;
    private final JobAcceptance acceptance;
    private final Submissions submissions;
    private final ObjectMapper json;
    private final CurrentTenant tenant;

    QueryAcceptance(
            CollectionRepository collections,
            IndexRepository indexes,
            JobRepository jobs,
            BackPressure backPressure,
            JobAcceptance acceptance,
            Submissions submissions,
            ObjectMapper json,
            CurrentTenant tenant) {
        this.collections = collections;
        this.indexes = indexes;
        this.jobs = jobs;
        this.backPressure = backPressure;
        this.acceptance = acceptance;
        this.submissions = submissions;
        this.json = json;
        this.tenant = tenant;
    }

    private UUID searched(String name, QueryBody body) {
        UUID collectionId = collections.named(tenant.id(), name).id;
        if (body.mode() != QueryBody.Mode.text) {
            EmbeddingModels.expectConfigured(indexes.active(collectionId), name, ", or search it with mode text");
        }
        return collectionId;
    }

    /** Accepts a question under that id. */
    QueryResource.AcceptedQuery accept(UUID id, QueryBody body) throws JsonProcessingException {
        Submission submission = submissions.of(body.priority(), body.notBefore(), body.webhookUrl());
        List<UUID> collectionIds = body.collectionNames().stream()
                .map(name -> searched(name, body))
                .toList();
        backPressure.check(Lane.QUERY);
        JobEntity job = JobEntity.accepted(id, tenant.id(), JobKind.ANSWER_QUERY, submission);
        job.collections = collectionIds.toArray(UUID[]::new);
        job.request = json.writeValueAsString(body.request(collectionIds));
        JobEntity accepted = jobs.accept(job);
        acceptance.enqueue(QueuedJob.of(accepted));
        return new QueryResource.AcceptedQuery(id, accepted.status.id(), JobLinks.of(id));
    }
}
