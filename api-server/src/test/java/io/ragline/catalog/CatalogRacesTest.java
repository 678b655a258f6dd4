package io.ragline.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.blob.BlobStore;
import io.ragline.blob.StoredBlob;
import io.ragline.catalog.IndexRepository.IndexSettings;
import io.ragline.model.ChunkOwner;
import io.ragline.model.Submission;
import io.ragline.testing.RealServices;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two who change the same at the same moment, on a real PostgreSQL: one waits for the other, and neither's change is lost. */
@QuarkusTest
@WithTestResource(RealServices.class)
class CatalogRacesTest {
    @Inject
    CollectionRepository collections;

    @Inject
    DocumentRepository documents;

    @Inject
    UploadRepository uploads;

    @Inject
    IndexRepository indexes;

    @Inject
    DeletionRepository deletions;

    @Inject
    BlobStore blobs;

    @Inject
    VersionRepository versions;

    @Inject
    JobRepository jobs;

    @Inject
    AttemptRepository attempts;

    @Inject
    EntityManager em;

    private CollectionEntity collection;

    @BeforeEach
    void createCollection() {
        collection = collections.create(Ids.DEFAULT_TENANT, "c-" + Ids.next(), IndexSettings.STANDARD);
    }

    private AcceptedUpload upload(String filename, String content) {
        StoredBlob blob = blobs.put(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
        return uploads.accept(new NewUpload(
                Ids.DEFAULT_TENANT,
                collection.id,
                Ids.next(),
                filename,
                null,
                null,
                "text/plain",
                blob,
                Submission.STANDARD));
    }

    private void activate(AcceptedUpload upload) {
        Attempt attempt = attempts.start(upload.jobId(), "test").orElseThrow();
        ChunkOwner owner = new ChunkOwner(upload.documentId(), upload.versionId(), attempt.number());
        ChunkSet chunks = new ChunkSet(Ids.DEFAULT_TENANT, collection.id, collection.id, owner);
        versions.beginWriting(attempt, chunks);
        versions.activate(attempt, new WrittenChunks(chunks, 1, null));
    }

    /** Does {@code first}, and ends its transaction when {@code second}, in one of its own, waits for it. */
    private <T> T race(Runnable first, Callable<T> second) throws Exception {
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            List<Future<T>> racing = new ArrayList<>();
            QuarkusTransaction.requiringNew().run(() -> {
                first.run();
                em.flush();
                racing.add(other.submit(second));
                await().pollInSameThread().atMost(Duration.ofSeconds(20)).until(this::somebodyWaits);
            });
            return racing.getFirst().get();
        }
    }

    private boolean somebodyWaits() {
        return ((Number) em.createNativeQuery("select count(*) from pg_locks where not granted")
                                .getSingleResult())
                        .intValue()
                > 0;
    }

    private <T> T inTransaction(Callable<T> work) {
        return QuarkusTransaction.requiringNew().call(work);
    }

    @Test
    void metadata_that_changes_while_a_version_becomes_visible_hides_nothing() throws Exception {
        AcceptedUpload upload = upload("a.txt", "content " + Ids.next());

        race(() -> activate(upload), () -> documents.describe(Ids.DEFAULT_TENANT, upload.documentId(), "{\"a\": 1}"));

        DocumentEntity document = inTransaction(() -> documents.findById(upload.documentId()));
        assertThat(document.activeVersionId).isEqualTo(upload.versionId());
        assertThat(document.metadata).contains("\"a\"");
    }

    @Test
    void an_index_that_takes_over_can_t_be_given_up_any_more() throws Exception {
        UUID built =
                indexes.build(collection, Ids.next(), IndexSettings.STANDARD).indexId();

        var givenUp = race(() -> assertThat(indexes.takeOver(built)).isTrue(), () -> indexes.giveUp(collection.id));

        assertThat(givenUp).isEmpty();
        assertThat(indexes.active(collection.id).id).isEqualTo(built);
    }

    @Test
    void a_collection_that_is_deleted_stays_deleted_whatever_else_changes() throws Exception {
        race(
                () -> assertThat(deletions.deleteCollection(collection.id)).isPresent(),
                () -> inTransaction(() -> {
                    collections.findById(collection.id).retentionSeconds = 5L;
                    return true;
                }));

        assertThat(inTransaction(() -> collections.findById(collection.id).deletedAt))
                .isNotNull();
        assertThat(deletions.deleteCollection(collection.id)).isEmpty();
    }

    @Test
    void a_second_name_for_content_that_its_first_name_is_just_losing_keeps_the_content() throws Exception {
        String content = "content " + Ids.next();
        AcceptedUpload first = upload("x.txt", content);
        activate(first);

        AcceptedUpload second =
                race(() -> upload("x.txt", "other content " + Ids.next()), () -> upload("z.txt", content));

        assertThat(second.documentId()).isNotEqualTo(first.documentId());
        assertThat(second.sha256()).isEqualTo(first.sha256());
    }

    @Test
    void what_a_cancelled_run_has_read_is_not_kept() {
        AcceptedUpload upload = upload("a.txt", "content " + Ids.next());
        Attempt attempt = attempts.start(upload.jobId(), "test").orElseThrow();
        String pages = blobs.put(new ByteArrayInputStream(new byte[] {1})).sha256();
        jobs.cancel(upload.jobId());

        assertThatExceptionOfType(AttemptSupersededException.class)
                .isThrownBy(() -> versions.rememberExtraction(
                        attempt, upload.versionId(), new KeptExtraction(pages, 1, 1, "[]", "{}")));

        assertThat(versions.get(upload.versionId()).status).isEqualTo(VersionStatus.FAILED);
        assertThat(versions.get(upload.versionId()).extractionSha256).isNull();
    }

    @Test
    void a_document_that_was_uploaded_again_is_not_deleted_for_its_age() {
        String content = "content " + Ids.next();
        AcceptedUpload upload = upload("a.txt", content);
        activate(upload);
        inTransaction(() -> em.createNativeQuery(
                        "update collection set retention_seconds = 3600 where id = '%s'; update document set updated_at = now() - interval '2 hours' where id = '%s'"
                                .formatted(collection.id, upload.documentId()))
                .executeUpdate());
        assertThat(deletions.expired(100)).extracting(document -> document.id).contains(upload.documentId());

        upload("another name.txt", content);

        assertThat(deletions.deleteExpired(upload.documentId())).isEmpty();
        assertThat(deletions.expired(100)).extracting(document -> document.id).doesNotContain(upload.documentId());
    }

    @Test
    void the_job_of_a_deleted_document_is_not_run_again() {
        AcceptedUpload upload = upload("a.txt", "content " + Ids.next());
        jobs.cancel(upload.jobId());
        assertThat(deletions.deleteDocument(Ids.DEFAULT_TENANT, upload.documentId()))
                .isPresent();

        assertThat(jobs.requeue(upload.jobId())).isFalse();
    }

    @Test
    void the_jobs_of_a_deleted_collection_are_not_run_again() {
        AcceptedUpload upload = upload("a.txt", "content " + Ids.next());
        jobs.cancel(upload.jobId());
        assertThat(deletions.deleteCollection(collection.id)).isPresent();

        assertThat(jobs.requeue(upload.jobId())).isFalse();
    }

    @Test
    void more_jobs_can_be_cancelled_than_postgresql_takes_parameters() {
        AcceptedUpload upload = upload("a.txt", "content " + Ids.next());
        List<UUID> many = new ArrayList<>(List.of(upload.jobId()));
        for (int i = 0; i < 70_000; i++) {
            many.add(Ids.next());
        }

        assertThat(jobs.cancel(many)).containsExactly(upload.jobId());
    }

    @Test
    void the_chunks_of_a_deleted_document_are_garbage_though_they_were_seen() {
        AcceptedUpload upload = upload("a.txt", "content " + Ids.next());
        activate(upload);
        assertThat(versions.garbageOf(upload.documentId())).isEmpty();

        deletions.deleteDocument(Ids.DEFAULT_TENANT, upload.documentId());

        assertThat(versions.garbageOf(upload.documentId())).hasSize(1);
    }
}
