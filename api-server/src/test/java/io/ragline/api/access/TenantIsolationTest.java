package io.ragline.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.ragline.api.access.Api.Answer;
import io.ragline.api.access.Api.Call;
import io.ragline.api.http.PageCursor;
import io.ragline.catalog.Ids;
import io.ragline.job.JobResults;
import io.ragline.model.Role;
import io.ragline.testing.RealServices;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An admin of one tenant goes for what another has, with ids that there are: what comes back is, but for the id, what comes back for an
 * id that there never was.
 */
@QuarkusTest
@TestProfile(WithKeys.class)
@WithTestResource(RealServices.class)
class TenantIsolationTest {
    @Inject
    Things things;

    @Inject
    JobResults hotResults;

    private UUID owner;
    private String admin;
    private String attacker;
    private String collection;
    private UUID collectionId;
    private Things.Uploaded document;
    private UUID answered;

    @BeforeEach
    void two_tenants() {
        owner = things.tenant();
        admin = things.key(owner, Role.ADMIN).whole();
        attacker = things.key(things.tenant(), Role.ADMIN).whole();
        collection = Things.name("secrets");
        collectionId = things.collection(admin, collection);
        document = things.document(admin, collection);
        answered = things.answered(admin, collection);
    }

    /** Both answers are 404, and the same but for what was asked for. */
    private void hides(String theirs, String none, Call call) {
        Answer real = Api.ask(attacker, call);
        Answer unreal = Api.ask(attacker, with(call, theirs, none));
        assertThat(real.status())
                .as("%s %s: %s", call.method(), call.path(), real.body())
                .isEqualTo(404);
        assertThat(real.body()).isNotEmpty();
        assertThat(real.problem()).as(call.path()).isEqualTo(unreal.problem().replace(none, theirs));
    }

    private static Call with(Call call, String theirs, String none) {
        return new Call(
                call.method(),
                call.path().replace(theirs, none),
                call.body() == null ? null : call.body().replace(theirs, none),
                call.headers());
    }

    private void hides(UUID theirs, Call call) {
        hides(theirs.toString(), Ids.next().toString(), call);
    }

    private void hidesCollection(Call call) {
        hides(collection, "none-" + UUID.randomUUID(), call);
    }

    @Test
    void documents_by_id() {
        UUID id = document.document();
        String path = "/api/v1/documents/" + id;
        for (String part : List.of(
                "",
                "/chunks",
                "/chunks?version=" + document.version(),
                "/content",
                "/content?version=" + document.version(),
                "/content?version=1",
                "/pages/1",
                "/pages/1?version=" + document.version(),
                "/pages/1/image?wait=0",
                "/pages/1/image?wait=0&version=" + document.version(),
                "/pages/1/image?wait=0&highlight=Secret.")) {
            hides(id, Call.get(path + part));
        }
        hides(id, new Call("PATCH", path, "{\"metadata\":{}}"));
        hides(id, new Call("DELETE", path, null));
        assertThat(Api.done(admin, Call.get(path)).status()).isEqualTo(200);
    }

    /** Of a document of one's own. */
    @Test
    void versions_of_others_by_id() {
        UUID own = things.document(attacker, "default").document();
        for (String part : List.of("/chunks", "/content", "/pages/1", "/pages/1/image")) {
            hides(document.version(), Call.get("/api/v1/documents/" + own + part + "?version=" + document.version()));
        }
    }

    @Test
    void jobs_results_events_and_batches_by_id() {
        for (UUID job : List.of(answered, document.job())) {
            hides(job, Call.get("/api/v1/jobs/" + job));
            hides(job, Call.get("/api/v1/result/" + job));
            hides(job, Call.get("/api/v1/result/" + job + "?wait=1"));
            hides(job, Call.get("/api/v1/jobs/" + job + "/events"));
            hides(job, Call.get("/api/v1/jobs/" + job + "/events", "Last-Event-ID", "0-1"));
            hides(job, Call.get("/api/v1/jobs/" + job + "/events", "Last-Event-ID", "end-1"));
            hides(job, Call.post("/api/v1/jobs/" + job + "/cancel", null));
            hides(job, Call.post("/api/v1/jobs/" + job + "/retry", null));
            hides(job, Call.post("/api/v1/jobs/" + job + "/retry", null, "Idempotency-Key", "r" + job));
        }
        hides(document.batch(), Call.get("/api/v1/batches/" + document.batch()));
        assertThat(hotResults.get(owner, answered)).as("it is hot").isPresent();
        assertThat(hotResults.get(Ids.DEFAULT_TENANT, answered)).isEmpty();
    }

    /** The events end where somebody else's question ended; what is behind it is not told either. */
    @Test
    void last_event_ids_of_others_tell_nothing() {
        UUID own = things.answered(attacker, "default");
        Answer events = Api.done(admin, Call.get("/api/v1/jobs/" + answered + "/events"));
        String id = events.body()
                .lines()
                .filter(line -> line.startsWith("id:"))
                .findFirst()
                .orElseThrow()
                .substring(3);
        Answer mine = Api.ask(attacker, Call.get("/api/v1/jobs/" + own + "/events", "Last-Event-ID", id.strip()));
        assertThat(mine.body()).doesNotContain(answered.toString(), collection);
    }

    @Test
    void conversations_by_id_and_in_questions() {
        UUID id = Things.id(
                Api.done(admin, Call.post("/api/v1/conversations", "{\"collections\":[\"%s\"]}".formatted(collection))),
                "/conversationId");
        String path = "/api/v1/conversations/" + id;
        hides(id, Call.get(path));
        hides(id, Call.get(path + "/messages"));
        hides(id, new Call("PATCH", path, "{\"title\":\"mine\"}"));
        hides(id, new Call("DELETE", path, null));
        String question = "{\"question\":\"%s\",\"conversationId\":\"%s\"}".formatted(Things.QUESTION, id);
        hides(id, Call.post("/api/v1/query", question));
        hides(id, Call.post("/api/v1/chat/stream", question));
        hides(id, Call.post("/api/v1/queries", "{\"questions\":[%s]}".formatted(question)));
        hides(
                id,
                Call.post(
                        "/api/v1/query",
                        "{\"question\":\"%s\",\"conversationId\":\"%s\",\"collections\":[\"default\"]}"
                                .formatted(Things.QUESTION, id)));
    }

    @Test
    void collections_by_name_and_by_id() {
        for (String path : List.of("", "/documents", "/members", "/members/" + Ids.next())) {
            hidesCollection(Call.get("/api/v1/collections/" + collection + path));
            hides(collectionId, Call.get("/api/v1/collections/" + collectionId + path));
        }
        hidesCollection(new Call("PATCH", "/api/v1/collections/" + collection, "{\"membersOnly\":true}"));
        hidesCollection(new Call("DELETE", "/api/v1/collections/" + collection, null));
        hidesCollection(Call.post("/api/v1/collections/" + collection + "/reindex", "{}"));
        hidesCollection(new Call("DELETE", "/api/v1/collections/" + collection + "/reindex", null));
        hidesCollection(
                Call.post("/api/v1/collections/" + collection + "/documents", "{\"filename\":\"f\",\"text\":\"x\"}"));
        hidesCollection(Call.post("/api/v1/collections/" + collection + "/documents/known", "{\"files\":[]}"));
        hidesCollection(Call.post("/api/v1/query", Things.ask(collection)));
        hides(collectionId, Call.post("/api/v1/query", Things.ask(collectionId.toString())));
        hidesCollection(Call.post("/api/v1/queries", "{\"questions\":[%s]}".formatted(Things.ask(collection))));
        hidesCollection(Call.post("/api/v1/chat/stream", Things.ask(collection)));
        hidesCollection(
                Call.post("/api/v1/conversations", "{\"collections\":[\"default\",\"%s\"]}".formatted(collection)));
        hidesCollection(Call.get("/api/v1/jobs?collection=" + collection));
        hidesCollection(Call.post("/api/v1/jobs/cancel", "{\"collection\":\"%s\"}".formatted(collection)));
        hidesCollection(Call.post("/api/v1/jobs/retry", "{\"collection\":\"%s\"}".formatted(collection)));
        hidesCollection(Call.post(
                "/api/v1/keys", "{\"name\":\"x\",\"role\":\"reader\",\"collections\":[\"%s\"]}".formatted(collection)));
        hidesCollection(Call.get("/v1/models/" + collection));
        hidesCollection(Call.get("/v1/models/default," + collection));
        hidesCollection(Call.post(
                "/v1/chat/completions",
                "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}".formatted(collection)));
    }

    @Test
    void keys_members_and_deliveries_by_id() {
        UUID key = things.key(owner, Role.READER).key().id;
        hides(key, Call.get("/api/v1/keys/" + key));
        hides(key, new Call("DELETE", "/api/v1/keys/" + key, null));
        hides(key, Call.post("/api/v1/keys/" + key + "/rotate", "{}"));
        hides(key, Call.get("/api/v1/keys/" + key + "/quotas"));
        hides(key, new Call("PUT", "/api/v1/keys/" + key + "/quotas", "{}"));
        hides(key, new Call("DELETE", "/api/v1/keys/" + key + "/quotas", null));
        hides(key, new Call("PUT", "/api/v1/collections/default/members/" + key, "{\"access\":\"read\"}"));
        UUID job = things.cancelled(things.question(
                admin,
                "{\"question\":\"%s\",\"collections\":[\"%s\"],\"webhookUrl\":\"https://hooks.example/x\"}"
                        .formatted(Things.QUESTION, collection)));
        UUID delivery = Things.id(
                Api.done(admin, Call.get("/api/v1/webhooks/deliveries?jobId=" + job)), "/deliveries/0/deliveryId");
        hides(delivery, Call.post("/api/v1/webhooks/deliveries/" + delivery + "/redeliver", null));
        hides(delivery, Call.get("/api/v1/jobs/" + delivery));
        hides(delivery, Call.post("/api/v1/jobs/" + delivery + "/cancel", null));
        assertThat(Api.done(attacker, Call.get("/api/v1/webhooks/secret")).text("/secret"))
                .isNotEqualTo(
                        Api.done(admin, Call.get("/api/v1/webhooks/secret")).text("/secret"));
    }

    /** Filters and cursors name ids as well, and narrow what is the caller's own. */
    @Test
    void lists_filters_and_cursors_reach_nothing_of_others() {
        List<String> theirs = new ArrayList<>(List.of(
                answered.toString(),
                document.document().toString(),
                document.job().toString(),
                document.batch().toString(),
                collectionId.toString(),
                collection));
        // the cursor of the newest id there is: whatever is older would follow
        String cursor = PageCursor.behind(Ids.next());
        for (String list : List.of(
                "/api/v1/jobs?limit=500",
                "/api/v1/jobs?limit=500&cursor=" + cursor,
                "/api/v1/jobs?batchId=" + document.batch(),
                "/api/v1/jobs?kind=answer-query&status=succeeded",
                "/api/v1/collections",
                "/api/v1/conversations?cursor=" + cursor,
                "/api/v1/keys?cursor=" + cursor,
                "/api/v1/webhooks/deliveries?cursor=" + Ids.next(),
                "/api/v1/webhooks/deliveries?jobId=" + answered,
                "/api/v1/collections/default/documents?cursor=" + cursor,
                "/api/v1/collections/default/documents?externalId=x",
                "/api/v1/usage?key=" + Ids.next(),
                "/v1/models")) {
            assertThat(Api.done(attacker, Call.get(list)).body()).as(list).doesNotContain(theirs);
        }
        for (String what : List.of("cancel", "retry")) {
            assertThat(Api.done(
                                    attacker,
                                    Call.post(
                                            "/api/v1/jobs/" + what, "{\"batchId\":\"%s\"}".formatted(document.batch())))
                            .text("/matched"))
                    .isEqualTo("0");
        }
    }

    @Test
    void the_same_idempotency_key_is_another_request_in_another_tenant_and_by_another_key() {
        String[] header = {"Idempotency-Key", "k-" + UUID.randomUUID()};
        String second = things.key(owner, Role.READER).whole();
        UUID first = Things.id(Api.done(admin, Call.post("/api/v1/query", Things.ask("default"), header)), "/jobId");

        UUID other = Things.id(Api.done(attacker, Call.post("/api/v1/query", Things.ask("default"), header)), "/jobId");
        UUID colleague =
                Things.id(Api.done(second, Call.post("/api/v1/query", Things.ask("default"), header)), "/jobId");

        assertThat(List.of(other, colleague)).doesNotContain(first).doesNotHaveDuplicates();
        assertThat(Things.id(Api.done(admin, Call.post("/api/v1/query", Things.ask("default"), header)), "/jobId"))
                .isEqualTo(first);
        assertThat(Api.ask(attacker, Call.post("/api/v1/query", Things.ask("none"), header))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void the_same_content_in_two_tenants_is_two_documents() {
        Call upload = Call.post(
                "/api/v1/collections/default/documents",
                "{\"filename\":\"same.txt\",\"text\":\"%s\"}".formatted(owner));
        Answer mine = Api.done(admin, upload);
        Answer theirs = Api.done(attacker, upload);

        assertThat(theirs.text("/documents/0/documentId")).isNotEqualTo(mine.text("/documents/0/documentId"));
        assertThat(theirs.text("/documents/0/status")).isEqualTo("queued");
    }
}
