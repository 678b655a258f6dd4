package io.ragline.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.ragline.api.access.Api.Answer;
import io.ragline.api.access.Api.Call;
import io.ragline.catalog.Ids;
import io.ragline.catalog.JobRepository;
import io.ragline.catalog.MessageRepository;
import io.ragline.model.Role;
import io.ragline.testing.RealServices;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members of collections, and keys that are limited to some, on a real Redis and a real PostgreSQL. */
@QuarkusTest
@TestProfile(WithKeys.class)
@WithTestResource(RealServices.class)
class CollectionAccessTest {
    @Inject
    Things things;

    @Inject
    JobRepository jobs;

    @Inject
    MessageRepository messages;

    @Inject
    EntityManager em;

    private String admin;
    private Keys.Made reader;
    private Keys.Made writer;
    private String closed;
    private UUID closedId;

    @BeforeEach
    void a_collection_for_its_members() {
        admin = things.key(Ids.DEFAULT_TENANT, Role.ADMIN).whole();
        reader = things.key(Ids.DEFAULT_TENANT, Role.READER);
        writer = things.key(Ids.DEFAULT_TENANT, Role.WRITER);
        closed = Things.name("closed");
        closedId = UUID.fromString(Api.done(
                        admin,
                        Call.post("/api/v1/collections", "{\"name\":\"%s\",\"membersOnly\":true}".formatted(closed)))
                .text("/collectionId"));
    }

    private void member(Keys.Made key, String access) {
        Api.done(
                admin,
                new Call(
                        "PUT",
                        "/api/v1/collections/" + closed + "/members/" + key.key().id,
                        "{\"access\":\"%s\"}".formatted(access)));
    }

    private int status(Keys.Made key, Call call) {
        return Api.ask(key.whole(), call).status();
    }

    private Call one() {
        return Call.get("/api/v1/collections/" + closed);
    }

    private Call upload() {
        return Call.post(
                "/api/v1/collections/" + closed + "/documents",
                "{\"filename\":\"%s\",\"text\":\"x\"}".formatted(Things.name("f")));
    }

    @Test
    void whoever_is_no_member_is_told_that_there_is_no_such_collection() {
        Answer hidden = Api.ask(reader.whole(), one());
        Answer missing = Api.ask(reader.whole(), Call.get("/api/v1/collections/none"));

        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.problem()).isEqualTo(missing.problem().replace("'none'", "'" + closed + "'"));
        assertThat(Api.ask(reader.whole(), Call.get("/api/v1/collections")).body())
                .doesNotContain(closed);
        assertThat(Api.ask(reader.whole(), Call.get("/v1/models")).body()).doesNotContain(closed);
        assertThat(Api.ask(admin, Call.get("/api/v1/collections")).body()).contains(closed);
    }

    @Test
    void a_member_that_may_read_reads_and_one_that_may_write_writes_from_that_moment_on() {
        assertThat(status(writer, upload())).isEqualTo(404);
        member(writer, "read");
        assertThat(status(writer, one())).isEqualTo(200);
        assertThat(status(writer, upload())).isEqualTo(403);
        member(writer, "write");
        assertThat(status(writer, upload())).isEqualTo(202);
        member(reader, "write");
        assertThat(status(reader, upload())).as("its role does not write").isEqualTo(403);
    }

    @Test
    void who_is_a_member_no_more_sees_nothing_any_more() {
        member(reader, "read");
        UUID job = things.answered(reader.whole(), closed);
        Things.Uploaded document = things.document(admin, closed);
        List<Call> inside = List.of(
                one(),
                Call.get("/api/v1/result/" + job),
                Call.get("/api/v1/jobs/" + job),
                Call.get("/api/v1/jobs/" + job + "/events"),
                Call.get("/api/v1/documents/" + document.document()),
                Call.get("/api/v1/batches/" + document.batch()),
                Call.post("/api/v1/conversations", "{\"collections\":[\"%s\"]}".formatted(closed)));
        inside.forEach(call -> assertThat(status(reader, call)).as(call.path()).isLessThan(300));

        Api.done(admin, new Call("DELETE", "/api/v1/collections/" + closed + "/members/" + reader.key().id, null));

        inside.forEach(call -> assertThat(status(reader, call)).as(call.path()).isEqualTo(404));
        assertThat(Api.ask(reader.whole(), Call.get("/api/v1/jobs?limit=500")).body())
                .doesNotContain(job.toString(), document.job().toString());
    }

    @Test
    void what_was_answered_before_is_not_told_again_under_its_idempotency_key() {
        member(reader, "read");
        String[] key = {"Idempotency-Key", UUID.randomUUID().toString()};
        Call stream = Call.post("/api/v1/chat/stream", Things.ask(closed), key);
        UUID job = Things.id(Api.done(reader.whole(), Call.post("/api/v1/query", Things.ask(closed), key)), "/jobId");
        things.cancelled(job);
        String[] another = {"Idempotency-Key", UUID.randomUUID().toString()};
        Call again = Call.post("/api/v1/chat/stream", Things.ask(closed), another);
        try (var worker = java.util.concurrent.Executors.newSingleThreadScheduledExecutor()) {
            worker.scheduleWithFixedDelay(things::cancelQuestions, 0, 100, java.util.concurrent.TimeUnit.MILLISECONDS);
            assertThat(status(reader, again)).isEqualTo(200);
            worker.shutdownNow();
        }

        Api.done(admin, new Call("DELETE", "/api/v1/collections/" + closed + "/members/" + reader.key().id, null));

        assertThat(status(reader, again)).isEqualTo(404);
        assertThat(status(reader, stream)).as("another request under the key").isEqualTo(422);
    }

    @Test
    void what_was_said_from_it_in_a_conversation_is_not_told_any_more() {
        member(reader, "read");
        String conversation = Api.done(reader.whole(), Call.post("/api/v1/conversations", "{}"))
                .text("/conversationId");
        String path = "/api/v1/conversations/" + conversation;
        things.question(
                reader.whole(),
                "{\"question\":\"Closed?\",\"collections\":[\"%s\"],\"conversationId\":\"%s\"}"
                        .formatted(closed, conversation));
        things.question(reader.whole(), "{\"question\":\"Open?\",\"conversationId\":\"%s\"}".formatted(conversation));
        assertThat(Api.done(reader.whole(), Call.get(path + "/messages")).body())
                .contains("Closed?", "Open?");

        Api.done(admin, new Call("DELETE", "/api/v1/collections/" + closed + "/members/" + reader.key().id, null));

        assertThat(Api.done(reader.whole(), Call.get(path + "/messages")).body())
                .contains("Open?")
                .doesNotContain("Closed?");
        assertThat(Api.done(admin, Call.get(path + "/messages")).body()).contains("Closed?", "Open?");
    }

    @Test
    void no_model_is_told_what_was_said_from_a_collection_that_is_out_of_reach_by_now() {
        member(reader, "read");
        String conversation = Api.done(reader.whole(), Call.post("/api/v1/conversations", "{}"))
                .text("/conversationId");
        String inConversation = "{\"question\":\"%s\",\"collections\":[\"%s\"],\"conversationId\":\"%s\"}";
        UUID first = things.question(reader.whole(), inConversation.formatted(Things.QUESTION, closed, conversation));
        QuarkusTransaction.requiringNew()
                .run(() -> em.createNativeQuery("""
                        insert into message (id, tenant_id, conversation_id, position, role, job_id, text)
                        select gen_random_uuid(), tenant_id, conversation_id, 2, 'assistant', job_id, 'A secret answer.'
                        from message where job_id = ?1""").setParameter(1, first).executeUpdate());
        UUID second = things.question(reader.whole(), inConversation.formatted("And then?", "default", conversation));
        assertThat(messages.before(second, 10)).hasSize(1);

        Api.done(admin, new Call("DELETE", "/api/v1/collections/" + closed + "/members/" + reader.key().id, null));

        assertThat(messages.before(second, 10)).isEmpty();
    }

    @Test
    void a_question_to_several_collections_is_for_those_who_may_read_all_of_them() {
        UUID job = things.question(
                admin, "{\"question\":\"%s\",\"collections\":[\"default\",\"%s\"]}".formatted(Things.QUESTION, closed));

        assertThat(status(reader, Call.get("/api/v1/jobs/" + job))).isEqualTo(404);
        member(reader, "read");
        assertThat(status(reader, Call.get("/api/v1/jobs/" + job))).isEqualTo(200);
    }

    @Test
    void members_are_listed_shown_changed_and_removed() {
        String members = "/api/v1/collections/" + closed + "/members";
        member(reader, "read");
        assertThat(Api.done(admin, one()).json().get("membersOnly").asBoolean()).isTrue();
        assertThat(Api.done(admin, Call.get(members)).text("/members/0/keyName"))
                .isEqualTo(reader.key().name);
        assertThat(Api.done(admin, Call.get(members + "/" + reader.key().id)).text("/access"))
                .isEqualTo("read");
        assertThat(Api.ask(admin, Call.get(members + "/" + writer.key().id)).status())
                .isEqualTo(404);
        assertThat(Api.ask(admin, new Call("PUT", members + "/" + UUID.randomUUID(), "{\"access\":\"read\"}"))
                        .status())
                .isEqualTo(404);
        assertThat(Api.ask(admin, new Call("PUT", members + "/" + writer.key().id, "{\"access\":\"own\"}"))
                        .status())
                .isEqualTo(400);
        Api.done(admin, new Call("DELETE", members + "/" + reader.key().id, null));
        assertThat(Api.done(admin, Call.get(members)).json().get("members")).isEmpty();

        Api.done(admin, new Call("PATCH", "/api/v1/collections/" + closed, "{\"membersOnly\":false}"));
        assertThat(status(reader, one())).as("open to all").isEqualTo(200);
    }

    @Test
    void a_key_that_is_limited_asks_its_only_collection_where_it_names_none() {
        UUID open = things.collection(admin, Things.name("open"));
        UUID second = things.collection(admin, Things.name("second"));
        Keys.Made toOne = things.key(Ids.DEFAULT_TENANT, Role.READER, open);
        Keys.Made toTwo = things.key(Ids.DEFAULT_TENANT, Role.READER, open, second);
        String question = "{\"question\":\"%s\"}".formatted(Things.QUESTION);

        UUID job = things.question(toOne.whole(), question);

        assertThat(jobs.findJob(job).orElseThrow().collections).containsExactly(open);
        Answer unclear = Api.ask(toTwo.whole(), Call.post("/api/v1/query", question));
        assertThat(unclear.status()).isEqualTo(400);
        assertThat(unclear.text("/errors/0/field")).isEqualTo("collections");
        assertThat(status(toOne, Call.post("/api/v1/query", Things.ask("default"))))
                .isEqualTo(404);
    }

    @Test
    void a_limited_key_has_to_be_a_member_too() {
        Keys.Made limited = things.key(Ids.DEFAULT_TENANT, Role.WRITER, closedId);
        assertThat(status(limited, one())).isEqualTo(404);
        member(limited, "write");
        assertThat(status(limited, upload())).isEqualTo(202);
        assertThat(status(limited, Call.get("/api/v1/collections/default"))).isEqualTo(404);
    }

    @Test
    void readers_cancel_and_retry_questions_of_their_own_only() {
        UUID own = things.question(reader.whole(), Things.ask("default"));
        UUID others = things.question(admin, Things.ask("default"));

        assertThat(status(reader, Call.post("/api/v1/jobs/" + own + "/cancel", null)))
                .isEqualTo(200);
        assertThat(status(reader, Call.post("/api/v1/jobs/" + own + "/retry", null)))
                .isEqualTo(202);
        assertThat(status(reader, Call.post("/api/v1/jobs/" + others + "/cancel", null)))
                .isEqualTo(403);
        assertThat(status(writer, Call.post("/api/v1/jobs/" + others + "/cancel", null)))
                .isEqualTo(200);
    }

    @Test
    void who_may_only_read_a_collection_does_not_control_its_jobs_one_or_many() {
        member(writer, "read");
        Things.Uploaded waits = things.uploaded(admin, closed);

        assertThat(status(writer, Call.post("/api/v1/jobs/" + waits.job() + "/cancel", null)))
                .isEqualTo(403);
        assertThat(status(writer, Call.post("/api/v1/jobs/cancel", "{\"collection\":\"%s\"}".formatted(closed))))
                .isEqualTo(403);
        assertThat(Api.done(
                                writer.whole(),
                                Call.post("/api/v1/jobs/cancel", "{\"batchId\":\"%s\"}".formatted(waits.batch())))
                        .text("/matched"))
                .isEqualTo("0");
    }

    @Test
    void a_job_that_names_no_collection_is_between_its_key_and_the_admins() {
        UUID job = QuarkusTransaction.requiringNew().call(() -> {
            var embedding = io.ragline.catalog.JobEntity.accepted(
                    Ids.next(),
                    Ids.DEFAULT_TENANT,
                    io.ragline.model.JobKind.EMBED_TEXTS,
                    io.ragline.model.Submission.by(reader.key().id));
            embedding.request = "{}";
            return jobs.accept(embedding).id;
        });

        assertThat(status(reader, Call.get("/api/v1/jobs/" + job))).isEqualTo(200);
        assertThat(status(writer, Call.get("/api/v1/jobs/" + job))).isEqualTo(404);
        assertThat(Api.ask(admin, Call.get("/api/v1/jobs/" + job)).status()).isEqualTo(200);
        assertThat(Api.done(reader.whole(), Call.get("/api/v1/jobs?kind=embed-texts&limit=500"))
                        .body())
                .contains(job.toString());
        assertThat(Api.done(writer.whole(), Call.get("/api/v1/jobs?kind=embed-texts&limit=500"))
                        .body())
                .doesNotContain(job.toString());
    }

    @Test
    void a_key_that_takes_the_place_of_another_has_its_conversations_and_memberships() {
        member(reader, "read");
        String begun = "/api/v1/conversations/"
                + Api.done(reader.whole(), Call.post("/api/v1/conversations", "{}"))
                        .text("/conversationId");
        String next = reader.whole();
        String id = reader.key().id.toString();
        for (int i = 0; i < 2; i++) {
            Answer rotated = Api.done(admin, Call.post("/api/v1/keys/" + id + "/rotate", "{\"oldValidSeconds\":60}"));
            next = rotated.text("/key");
            id = rotated.text("/keyId");
        }

        assertThat(Api.ask(next, Call.get(begun)).status()).isEqualTo(200);
        assertThat(Api.ask(reader.whole(), Call.get(begun)).status())
                .as("meanwhile")
                .isEqualTo(200);
        assertThat(Api.ask(writer.whole(), Call.get(begun)).status()).isEqualTo(404);
        assertThat(Api.ask(next, one()).status()).isEqualTo(200);
    }

    @Test
    void what_is_asked_by_a_key_is_counted_for_it() {
        UUID job = things.question(reader.whole(), Things.ask("default"));
        Things.Uploaded upload = things.uploaded(writer.whole(), "default");

        assertThat(jobs.findJob(job).orElseThrow().keyId).isEqualTo(reader.key().id);
        assertThat(jobs.findJob(upload.job()).orElseThrow().keyId).isEqualTo(writer.key().id);
        QuarkusTransaction.requiringNew()
                .run(() -> em.createNativeQuery("""
                        insert into usage (job_id, tenant_id, key_id, prompt_tokens, completion_tokens, estimated)
                        values (?1, ?2, ?3, 10, 5, false)""")
                        .setParameter(1, job)
                        .setParameter(2, Ids.DEFAULT_TENANT)
                        .setParameter(3, reader.key().id)
                        .executeUpdate());
        Answer usage = Api.done(admin, Call.get("/api/v1/usage?by=key&key=" + reader.key().id));
        assertThat(usage.json().get("rows")).hasSize(1);
        assertThat(usage.text("/rows/0/keyName")).isEqualTo(reader.key().name);
        assertThat(Api.ask(admin, Call.get("/api/v1/usage?key=x")).status()).isEqualTo(400);
    }
}
