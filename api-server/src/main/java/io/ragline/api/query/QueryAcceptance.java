package io.ragline.api.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.api.access.Caller;
import io.ragline.api.access.CollectionAccess;
import io.ragline.api.http.BadFieldException;
import io.ragline.api.http.NoCache;
import io.ragline.api.jobs.BackPressure;
import io.ragline.api.jobs.JobAcceptance;
import io.ragline.api.jobs.Submissions;
import io.ragline.api.models.EmbeddingModels;
import io.ragline.catalog.ConversationRepository;
import io.ragline.catalog.Ids;
import io.ragline.catalog.IndexRepository;
import io.ragline.catalog.JobEntity;
import io.ragline.catalog.MessageRepository;
import io.ragline.catalog.MessageRepository.Question;
import io.ragline.job.QueuedJob;
import io.ragline.model.JobKind;
import io.ragline.model.Lane;
import io.ragline.model.QueryRequest;
import io.ragline.model.RaglineException;
import io.ragline.model.Submission;
import io.ragline.model.Turn;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Accepts questions: recorded in PostgreSQL, then enqueued. */
@ApplicationScoped
public class QueryAcceptance {
    private final CollectionAccess access;
    private final IndexRepository indexes;
    private final ConversationRepository conversations;
    private final MessageRepository messages;
    private final BackPressure backPressure;
    private final JobAcceptance acceptance;
    private final Submissions submissions;
    private final EmbeddingModels models;
    private final NoCache noCache;
    private final ObjectMapper json;
    private final Caller caller;
    private final Generation generation;

    QueryAcceptance(
            CollectionAccess access,
            IndexRepository indexes,
            ConversationRepository conversations,
            MessageRepository messages,
            BackPressure backPressure,
            JobAcceptance acceptance,
            Submissions submissions,
            EmbeddingModels models,
            NoCache noCache,
            ObjectMapper json,
            Caller caller,
            Generation generation) {
        this.access = access;
        this.indexes = indexes;
        this.conversations = conversations;
        this.messages = messages;
        this.backPressure = backPressure;
        this.acceptance = acceptance;
        this.submissions = submissions;
        this.models = models;
        this.noCache = noCache;
        this.json = json;
        this.caller = caller;
        this.generation = generation;
    }

    /** @throws BadFieldException naming the collection that can't be searched, with the code that says why */
    private List<UUID> searched(QueryBody body) {
        List<UUID> searched = new ArrayList<>();
        for (String name : body.collectionNames(collectionsOfConversation(body), this::standard)) {
            try {
                searched.add(searched(name, body));
            } catch (RaglineException e) {
                int at = body.collections() == null ? -1 : body.collections().indexOf(name);
                throw at < 0 ? e : new BadFieldException(e.code(), "collections[%d]".formatted(at), e.detail());
            }
        }
        return searched;
    }

    private String standard() {
        return access.standard()
                .orElseThrow(
                        () -> new BadFieldException(
                                "collections",
                                "Name 'collections': this key is for some only, and 'default' is none of them. GET /api/v1/collections lists them."));
    }

    private UUID searched(String name, QueryBody body) {
        UUID collectionId = access.toRead(name).id;
        if (body.mode() != QueryBody.Mode.text) {
            models.expectConfigured(indexes.active(collectionId), name, ", or search it with mode text");
        }
        return collectionId;
    }

    /** Accepts a question under that id. */
    QueryResource.AcceptedQuery accept(UUID id, QueryBody body) throws JsonProcessingException {
        return QueryResource.AcceptedQuery.of(accept(id, body, List.of()));
    }

    /**
     * Accepts a question under that id.
     *
     * @param history what was said before, oldest first, where the caller keeps the conversation
     */
    public JobEntity accept(UUID id, QueryBody body, List<Turn> history) throws JsonProcessingException {
        Question question = question(id, body, history);
        backPressure.check(Lane.QUERY);
        JobEntity accepted = messages.accept(question);
        acceptance.enqueue(QueuedJob.of(accepted));
        return accepted;
    }

    /**
     * Accepts many questions under that id, all or none.
     *
     * @throws BadFieldException naming the question that can't be accepted
     */
    QueryBatchResource.AcceptedQueries acceptAll(UUID batchId, List<QueryBody> bodies) throws JsonProcessingException {
        List<Question> all = new ArrayList<>();
        for (QueryBody body : bodies) {
            // the same ids when the same request is worked on again
            UUID id = Ids.behind(batchId, all.size() + 1);
            Question question = questionOfBatch(id, body, all.size());
            question.job().batchId = batchId;
            all.add(question);
        }
        backPressure.check(Lane.QUERY);
        List<JobEntity> accepted = messages.acceptAll(all);
        acceptance.enqueueAll(accepted.stream().map(QueuedJob::of).toList());
        return new QueryBatchResource.AcceptedQueries(
                batchId, accepted.stream().map(QueryResource.AcceptedQuery::of).toList());
    }

    private Question questionOfBatch(UUID id, QueryBody body, int at) throws JsonProcessingException {
        try {
            return question(id, body, List.of());
        } catch (BadFieldException e) {
            throw new BadFieldException(e.code(), "questions[%d].%s".formatted(at, e.field()), e.detail());
        } catch (RaglineException e) {
            throw new BadFieldException(e.code(), "questions[%d]".formatted(at), e.detail());
        }
    }

    private Question question(UUID id, QueryBody body, List<Turn> history) throws JsonProcessingException {
        Submission submission = submissions.of(body.priority(), body.notBefore(), body.webhookUrl());
        List<UUID> collectionIds = searched(body);
        JobEntity job = JobEntity.accepted(id, caller.tenantId(), JobKind.ANSWER_QUERY, submission);
        job.keyId = caller.keyId().orElse(null);
        job.collections = collectionIds.toArray(UUID[]::new);
        QueryRequest query = body.request(collectionIds, generation.of(body), history, noCache.wanted());
        job.request = json.writeValueAsString(query);
        return new Question(job, query.conversationId(), query.question(), ConversationTitle.of(query.question()));
    }

    private List<String> collectionsOfConversation(QueryBody body) {
        if (body.conversationId() == null) {
            return List.of();
        }
        try {
            return List.of(conversations.of(caller.reach(), body.conversationId()).collections);
        } catch (RaglineException e) {
            throw new BadFieldException(e.code(), "conversationId", e.detail());
        }
    }
}
