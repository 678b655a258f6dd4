package io.ragline.catalog;

import io.ragline.model.JobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was said in conversations. A question is there as soon as its job is, in the order of acceptance, and its state is its job's: so
 * one that failed, was cancelled or is asked again says so without being written twice. An answer is written with the result.
 */
@ApplicationScoped
public class MessageRepository {
    private final EntityManager em;
    private final JobRepository jobs;
    private final CollectionMemberRepository members;
    private final QuestionQuota quota;

    MessageRepository(EntityManager em, JobRepository jobs, CollectionMemberRepository members, QuestionQuota quota) {
        this.em = em;
        this.members = members;
        this.jobs = jobs;
        this.quota = quota;
    }

    /**
     * A message with the job that it belongs to.
     *
     * @param job answers the question, or has written the answer
     */
    public record Said(MessageEntity message, JobEntity job) {}

    /**
     * A question that was answered.
     *
     * @param question as it was asked
     * @param searchedFor the question standing on its own
     */
    public record AnsweredTurn(String question, String searchedFor, String answer) {
        public AnsweredTurn {
            Objects.requireNonNull(question);
            Objects.requireNonNull(searchedFor);
            Objects.requireNonNull(answer);
        }
    }

    /**
     * A question to be accepted.
     *
     * @param conversationId null if it belongs to none
     * @param title of the conversation from now on, if it has none
     */
    public record Question(JobEntity job, @Nullable UUID conversationId, String text, String title) {
        public Question {
            Objects.requireNonNull(job);
            Objects.requireNonNull(text);
            Objects.requireNonNull(title);
        }
    }

    /**
     * What was answered.
     *
     * @param searchedFor the question standing on its own
     * @param answered whether the documents held an answer
     * @param truncated whether its end is missing
     * @param sources citations, as JSON
     */
    record Reply(
            UUID jobId,
            UUID conversationId,
            String text,
            String searchedFor,
            @Nullable Boolean answered,
            boolean truncated,
            @Nullable String model,
            String sources) {}

    /**
     * Records a question's job as accepted, with the question in its conversation, in one step.
     *
     * @return the job; an earlier one if it was accepted under that id before
     * @throws io.ragline.model.RaglineException {@code CONVERSATION_NOT_FOUND}, {@code QUOTA_EXCEEDED}
     */
    @Transactional
    public JobEntity accept(Question question) {
        JobEntity accepted = record(question);
        if (accepted == question.job()) {
            quota.check(accepted.tenantId, accepted.keyId);
        }
        return accepted;
    }

    private JobEntity record(Question question) {
        JobEntity accepted = jobs.accept(question.job());
        if (accepted == question.job() && question.conversationId() != null) {
            em.flush(); // the message refers to the job
            say(question, question.conversationId());
        }
        return accepted;
    }

    /** Records questions as accepted, all or none; each is as {@link #accept} gives it. */
    @Transactional
    public List<JobEntity> acceptAll(List<Question> questions) {
        Map<UUID, JobEntity> accepted = new HashMap<>();
        // everybody locks conversations in the same order; those of one conversation stay in theirs
        questions.stream()
                .sorted(Comparator.comparing(
                        Question::conversationId, Comparator.nullsFirst(Comparator.naturalOrder())))
                .forEach(each -> accepted.put(each.job().id, record(each)));
        // those of a request come from one caller
        questions.stream()
                .map(Question::job)
                .filter(job -> accepted.get(job.id) == job)
                .findFirst()
                .ifPresent(job -> quota.check(job.tenantId, job.keyId));
        return questions.stream()
                .map(each -> Objects.requireNonNull(accepted.get(each.job().id)))
                .toList();
    }

    private void say(Question question, UUID conversationId) {
        JobEntity job = question.job();
        @SuppressWarnings("unchecked")
        List<Integer> counted = em.createNativeQuery("""
                        update conversation
                        set questions = questions + 1, title = coalesce(title, :title), updated_at = clock_timestamp()
                        where id = :conversation and tenant_id = :tenant
                        returning questions""", Integer.class)
                .setParameter("title", question.title())
                .setParameter("conversation", conversationId)
                .setParameter("tenant", job.tenantId)
                .getResultList();
        if (counted.isEmpty()) {
            throw ConversationRepository.notFound(conversationId);
        }
        em.createNativeQuery("""
                        insert into message (id, tenant_id, conversation_id, position, role, job_id, text)
                        values (:id, :tenant, :conversation, :position, 'user', :job, :text)""")
                .setParameter("id", Ids.next())
                .setParameter("tenant", job.tenantId)
                .setParameter("conversation", conversationId)
                .setParameter("position", 2 * counted.getFirst() - 1)
                .setParameter("job", job.id)
                .setParameter("text", question.text())
                .executeUpdate();
    }

    /**
     * Writes the answer behind its question, once; nothing if the conversation is gone. Call it in the transaction that ends the job. */
    @Transactional
    void answer(Reply reply) {
        int known = em.createNativeQuery("update conversation set updated_at = clock_timestamp() where id = :id")
                .setParameter("id", reply.conversationId())
                .executeUpdate();
        if (known == 0) {
            return; // deleted meanwhile; from here on it can't be
        }
        em.createNativeQuery("""
                        insert into message (id, tenant_id, conversation_id, position, role, job_id, text, searched_for,
                          answered, truncated, model, sources)
                        select :id, tenant_id, conversation_id, position + 1, 'assistant', job_id, :text, :searched,
                          cast(:answered as boolean), :truncated, cast(:model as text), cast(:sources as jsonb)
                        from message where job_id = :job and role = 'user'
                        on conflict (job_id, role) do nothing""")
                .setParameter("id", Ids.next())
                .setParameter("text", reply.text())
                .setParameter("searched", reply.searchedFor())
                .setParameter("answered", reply.answered())
                .setParameter("truncated", reply.truncated())
                .setParameter("model", reply.model())
                .setParameter("sources", reply.sources())
                .setParameter("job", reply.jobId())
                .executeUpdate();
    }

    /**
     * What was said, in order, of collections within reach. Questions that the queue did not take are not there, as nobody accepted them.
     *
     * @param from only what stands behind this message in that order; null for the first page
     * @param newestFirst whether the order is reversed
     */
    @Transactional
    public List<Said> list(Reach reach, UUID conversationId, @Nullable UUID from, boolean newestFirst, int limit) {
        String within = reach.whole() ? "" : " and array_includes(:within, j.collections)";
        String behind = from == null
                ? ""
                : " and m.position %s (select f.position from MessageEntity f where f.id = :from and f.conversationId = :conversation)"
                        .formatted(newestFirst ? "<" : ">");
        var query = em.createQuery(
                        "select m, j from MessageEntity m join JobEntity j on j.id = m.jobId"
                                + " where m.conversationId = :conversation and j.status <> :rejected" + behind + within
                                + " order by m.position" + (newestFirst ? " desc" : ""),
                        Object[].class)
                .setParameter("conversation", conversationId)
                .setParameter("rejected", JobStatus.REJECTED)
                .setMaxResults(limit);
        if (from != null) {
            query.setParameter("from", from);
        }
        if (!reach.whole()) {
            query.setParameter(
                    "within", members.within(reach, MemberAccess.READ).toArray(UUID[]::new));
        }
        return query.getResultList().stream()
                .map(row -> new Said((MessageEntity) row[0], (JobEntity) row[1]))
                .toList();
    }

    /**
     * What the conversation of a question held when that was accepted: the questions before it that had been answered by then, oldest
     * first. Left out is what came from a collection that the key of the question may not read any more. The same at every attempt, unless
     * that changes in between.
     *
     * @param limit how many at most, the latest ones
     */
    @Transactional
    public List<AnsweredTurn> before(UUID jobId, int limit) {
        @SuppressWarnings("unchecked")
        List<Tuple> rows = em.createNativeQuery("""
                        select q.text, coalesce(a.searched_for, q.text), a.text
                        from message asked
                        join message a on a.conversation_id = asked.conversation_id and a.role = 'assistant'
                          and a.position < asked.position and a.created_at < asked.created_at
                        join message q on q.conversation_id = a.conversation_id and q.position = a.position - 1
                        where asked.job_id = :job and asked.role = 'user' and not exists (
                          select 1 from job by_key join api_key k on k.id = by_key.key_id and k.role in ('reader', 'writer')
                          join job answering on answering.id = a.job_id
                          cross join unnest(answering.collections) as searched (id)
                          left join collection c on c.id = searched.id and c.deleted_at is null
                          where by_key.id = asked.job_id and (c.id is null
                            or k.collections is not null and c.id <> all(k.collections)
                            or c.members_only and not exists (select 1 from collection_member m
                              where m.collection_id = c.id and m.key_id = k.id)))
                        order by a.position desc limit :limit""", Tuple.class)
                .setParameter("job", jobId)
                .setParameter("limit", limit)
                .getResultList();
        return rows.reversed().stream()
                .map(row ->
                        new AnsweredTurn(row.get(0, String.class), row.get(1, String.class), row.get(2, String.class)))
                .toList();
    }
}
