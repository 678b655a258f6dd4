package io.ragline.api.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.ragline.api.access.Api.Answer;
import io.ragline.api.access.Api.Call;
import io.ragline.blob.BlobStore;
import io.ragline.blob.JsonLines;
import io.ragline.catalog.Attempt;
import io.ragline.catalog.AttemptRepository;
import io.ragline.catalog.ChunkSet;
import io.ragline.catalog.CollectionRepository;
import io.ragline.catalog.DocumentVersionEntity;
import io.ragline.catalog.Ids;
import io.ragline.catalog.IndexRepository;
import io.ragline.catalog.JobRepository;
import io.ragline.catalog.KeptExtraction;
import io.ragline.catalog.ResultRepository;
import io.ragline.catalog.VersionRepository;
import io.ragline.catalog.WrittenChunks;
import io.ragline.job.JobEvents;
import io.ragline.job.JobResults;
import io.ragline.model.Chunk;
import io.ragline.model.JobKind;
import io.ragline.model.JobPriority;
import io.ragline.model.JobStatus;
import io.ragline.model.Page;
import io.ragline.model.Role;
import io.ragline.model.TextBlock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Tenants with keys, collections and what is in them, for tests of who may see what. */
@ApplicationScoped
public class Things {
    static final String QUESTION = "What stands in the files?";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final EntityManager em;
    private final Keys keys;
    private final CollectionRepository collections;
    private final IndexRepository indexes;
    private final JobRepository jobs;
    private final AttemptRepository attempts;
    private final VersionRepository versions;
    private final ResultRepository results;
    private final JobEvents events;
    private final JobResults hotResults;
    private final BlobStore blobs;
    private final ObjectMapper json;

    Things(
            EntityManager em,
            Keys keys,
            CollectionRepository collections,
            IndexRepository indexes,
            JobRepository jobs,
            AttemptRepository attempts,
            VersionRepository versions,
            ResultRepository results,
            JobEvents events,
            JobResults hotResults,
            BlobStore blobs,
            ObjectMapper json) {
        this.em = em;
        this.keys = keys;
        this.collections = collections;
        this.indexes = indexes;
        this.jobs = jobs;
        this.attempts = attempts;
        this.versions = versions;
        this.results = results;
        this.events = events;
        this.hotResults = hotResults;
        this.blobs = blobs;
        this.json = json;
    }

    /** A document as it was uploaded. */
    record Uploaded(UUID document, UUID version, UUID job, UUID batch) {}

    static String name(String what) {
        return what + "-" + COUNT.incrementAndGet();
    }

    /** Another tenant, with the collection that each has. */
    UUID tenant() {
        UUID id = Ids.next();
        QuarkusTransaction.requiringNew()
                .run(() -> em.createNativeQuery("insert into tenant (id, name) values (?1, ?2)")
                        .setParameter(1, id)
                        .setParameter(2, "tenant " + id)
                        .executeUpdate());
        collections.create(id, CollectionRepository.DEFAULT, IndexRepository.IndexSettings.STANDARD);
        return id;
    }

    Keys.Made key(UUID tenantId, Role role, UUID @Nullable ... only) {
        return keys.make(new Keys.Wanted(
                tenantId, name(role.id()), role, only == null || only.length == 0 ? null : only, null, null));
    }

    String revokedKey(UUID tenantId) {
        Keys.Made made = key(tenantId, Role.ADMIN);
        keys.revoke(tenantId, made.key().id);
        return made.whole();
    }

    String expiredKey(UUID tenantId) {
        return keys.make(new Keys.Wanted(
                        tenantId,
                        name("expired"),
                        Role.ADMIN,
                        null,
                        Instant.now().minusSeconds(1),
                        null))
                .whole();
    }

    /** A collection, made by an admin. */
    UUID collection(String admin, String name) {
        return UUID.fromString(Api.done(admin, Call.post("/api/v1/collections", "{\"name\":\"" + name + "\"}"))
                .text("/collectionId"));
    }

    /** A text that waits to be read. */
    Uploaded uploaded(String key, String collection) {
        String text = name("text");
        Answer answer = Api.done(
                key,
                Call.post(
                        "/api/v1/collections/" + collection + "/documents",
                        "{\"filename\":\"%s.pdf\",\"text\":\"%%PDF-1.4 %s\"}".formatted(text, text)));
        return new Uploaded(
                id(answer, "/documents/0/documentId"),
                id(answer, "/documents/0/versionId"),
                id(answer, "/documents/0/jobId"),
                id(answer, "/batchId"));
    }

    static UUID id(Answer answer, String pointer) {
        return UUID.fromString(answer.text(pointer));
    }

    /** A document of one page and one chunk, as a worker leaves it. */
    Uploaded document(String key, String collection) {
        Uploaded uploaded = uploaded(key, collection);
        Attempt attempt = attempts.start(uploaded.job(), "test").orElseThrow();
        DocumentVersionEntity version = versions.get(uploaded.version());
        versions.rememberExtraction(
                attempt,
                version.id,
                new KeptExtraction(
                        kept(Page.class, new Page(1, "1", 612, 792, List.of(TextBlock.paragraph("Secret.")))),
                        1,
                        7,
                        "[]",
                        "{}"));
        ChunkSet set = ChunkSet.of(version, indexes.active(version.collectionId).id, attempt.number());
        versions.beginWriting(attempt, set);
        versions.activate(attempt, new WrittenChunks(set, 1, kept(Chunk.class), null));
        events.ended(uploaded.job(), JobStatus.SUCCEEDED);
        return uploaded;
    }

    @SafeVarargs
    private <T> String kept(Class<T> type, T... lines) {
        try (JsonLines.Writing<T> writing = JsonLines.write(blobs, json, type)) {
            for (T line : lines) {
                writing.add(line);
            }
            return writing.keep().sha256();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A question that waits. */
    UUID question(String key, String body) {
        return id(Api.done(key, Call.post("/api/v1/query", body)), "/jobId");
    }

    static String ask(String collection) {
        return "{\"question\":\"%s\",\"collections\":[\"%s\"]}".formatted(QUESTION, collection);
    }

    /** A question that was answered, whose result is hot. */
    UUID answered(String key, String collection) {
        UUID id = question(
                key,
                "{\"question\":\"%s\",\"collections\":[\"%s\"],\"priority\":\"low\"}".formatted(QUESTION, collection));
        Attempt attempt = attempts.start(id, "test").orElseThrow();
        events.answer(id).end("A secret answer.").join();
        String body = "{\"answer\":\"A secret answer.\"}";
        results.save(attempt, body, Duration.ofHours(1));
        hotResults.put(attempt.job().tenantId, id, body);
        events.ended(id, JobStatus.SUCCEEDED);
        return id;
    }

    /** A job that was cancelled. */
    UUID cancelled(UUID job) {
        jobs.cancel(job);
        return job;
    }

    /** Cancels questions that wait but for {@link #answered}, as there is no worker here that would answer them. */
    void cancelQuestions() {
        List<UUID> waiting = QuarkusTransaction.requiringNew()
                .call(() -> jobs
                        .find(
                                "kind in (?1, ?2) and status = ?3 and priority <> ?4",
                                JobKind.ANSWER_QUERY,
                                JobKind.EMBED_TEXTS,
                                JobStatus.QUEUED,
                                JobPriority.LOW)
                        .stream()
                        .map(job -> job.id)
                        .toList());
        jobs.cancel(waiting).forEach(id -> events.ended(id, JobStatus.CANCELLED));
    }
}
