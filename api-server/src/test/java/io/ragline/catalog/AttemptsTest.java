package io.ragline.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.blob.BlobStore;
import io.ragline.blob.StoredBlob;
import io.ragline.model.ChunkOwner;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobFailure;
import io.ragline.model.JobStatus;
import io.ragline.model.Stage;
import io.ragline.model.Submission;
import io.ragline.testing.RealServices;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is seen, and by whose word: attempts, versions and the fence between them, on a real PostgreSQL. */
@QuarkusTest
@WithTestResource(RealServices.class)
class AttemptsTest {
    @Inject
    CollectionRepository collections;

    @Inject
    DocumentRepository documents;

    @Inject
    UploadRepository uploads;

    @Inject
    IndexRepository indexes;

    @Inject
    BlobStore blobs;

    @Inject
    VersionRepository versions;

    @Inject
    JobRepository jobs;

    @Inject
    AttemptRepository attempts;

    @Inject
    ResultRepository results;

    private UUID collection;

    @BeforeEach
    void createCollection() {
        collection =
                collections.create(Ids.DEFAULT_TENANT, "c-" + Ids.next(), IndexRepository.IndexSettings.STANDARD).id;
    }

    private AcceptedUpload upload(String filename) {
        return upload(filename, Ids.next().toString());
    }

    private AcceptedUpload upload(String filename, String content) {
        StoredBlob blob = blobs.put(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
        return uploads.accept(new NewUpload(
                Ids.DEFAULT_TENANT,
                collection,
                Ids.next(),
                filename,
                null,
                null,
                "text/plain",
                blob,
                Submission.STANDARD));
    }

    private static ChunkOwner owner(AcceptedUpload upload, Attempt attempt) {
        return new ChunkOwner(upload.documentId(), upload.versionId(), attempt.number());
    }

    private ChunkOwner visible(AcceptedUpload upload) {
        VisibleVersion visible = visibleVersion(upload);
        return visible == null ? null : visible.owner();
    }

    private VisibleVersion visibleVersion(AcceptedUpload upload) {
        return documents
                .visible(Ids.DEFAULT_TENANT, collection, List.of(upload.documentId()))
                .get(upload.documentId());
    }

    private Attempt activate(AcceptedUpload upload) {
        Attempt attempt = attempts.start(upload.jobId(), "test").orElseThrow();
        versions.activate(attempt, new WrittenChunks(chunks(upload, attempt), 1, null));
        return attempt;
    }

    @Test
    void nothing_is_seen_before_it_is_complete() {
        AcceptedUpload upload = upload("a.txt");
        Attempt attempt = attempts.start(upload.jobId(), "test").orElseThrow();
        assertThat(visible(upload)).isNull();

        versions.activate(attempt, new WrittenChunks(chunks(upload, attempt), 7, null));

        assertThat(visible(upload)).isEqualTo(owner(upload, attempt));
        assertThat(jobs.findById(upload.jobId()).status).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(documents.indexed(upload.documentId()).get(upload.versionId()).chunks)
                .isEqualTo(7);
    }

    @Test
    void an_attempt_that_was_taken_over_changes_nothing() {
        AcceptedUpload upload = upload("a.txt");
        Attempt cutOff = attempts.start(upload.jobId(), "test").orElseThrow();
        Attempt second = attempts.start(upload.jobId(), "test").orElseThrow();
        assertThat(second.number()).isEqualTo(2);

        assertThatExceptionOfType(AttemptSupersededException.class)
                .isThrownBy(() -> versions.activate(cutOff, new WrittenChunks(chunks(upload, cutOff), 1, null)));
        assertThat(visible(upload)).isNull();
        versions.activate(second, new WrittenChunks(chunks(upload, second), 1, null));
        assertThatExceptionOfType(AttemptSupersededException.class)
                .isThrownBy(() -> attempts.fail(cutOff, new JobFailure(ErrorCode.INTERNAL_ERROR, "Too late", true)));

        assertThat(visible(upload)).isEqualTo(owner(upload, second));
        assertThat(jobs.findById(upload.jobId()).status).isEqualTo(JobStatus.SUCCEEDED);
    }

    @Test
    void a_result_of_an_attempt_that_was_taken_over_is_not_kept() {
        AcceptedUpload upload = upload("a.txt");
        Attempt cutOff = attempts.start(upload.jobId(), "test").orElseThrow();
        attempts.start(upload.jobId(), "test");

        assertThatExceptionOfType(AttemptSupersededException.class)
                .isThrownBy(() -> results.save(cutOff, "{}", Duration.ofDays(1)));

        assertThat(results.ofJob(upload.jobId())).isEmpty();
    }

    @Test
    void a_new_version_takes_the_place_of_the_old_one() {
        AcceptedUpload first = upload("manual.pdf");
        activate(first);
        AcceptedUpload second = upload("manual.pdf");
        assertThat(second.documentId()).isEqualTo(first.documentId());
        assertThat(visible(first).versionId()).isEqualTo(first.versionId());
        assertThat(visibleVersion(first).number()).isEqualTo(1);

        activate(second);

        assertThat(visible(first).versionId()).isEqualTo(second.versionId());
        assertThat(visibleVersion(first).number()).isEqualTo(2);
        assertThat(versions.get(first.versionId()).status).isEqualTo(VersionStatus.SUPERSEDED);
    }

    @Test
    void an_old_version_that_comes_in_late_stays_unseen() {
        AcceptedUpload first = upload("manual.pdf");
        AcceptedUpload second = upload("manual.pdf");
        activate(second);

        activate(first);

        assertThat(visible(first).versionId()).isEqualTo(second.versionId());
        assertThat(versions.get(first.versionId()).status).isEqualTo(VersionStatus.SUPERSEDED);
    }

    @Test
    void a_job_that_failed_or_was_rejected_does_not_start() {
        AcceptedUpload failed = upload("a.txt");
        attempts.fail(
                attempts.start(failed.jobId(), "test").orElseThrow(),
                new JobFailure(ErrorCode.DOCUMENT_UNREADABLE, "No.", false));
        AcceptedUpload rejected = upload("b.txt");
        jobs.reject(rejected.jobId());

        assertThat(attempts.start(failed.jobId(), "test")).isEmpty();
        assertThat(attempts.start(rejected.jobId(), "test")).isEmpty();
        assertThat(versions.get(failed.versionId()).status).isEqualTo(VersionStatus.FAILED);
        assertThat(versions.get(failed.versionId()).errorCode).isEqualTo("DOCUMENT_UNREADABLE");
        assertThat(versions.get(rejected.versionId()).status).isEqualTo(VersionStatus.FAILED);
    }

    @Test
    void a_job_that_is_put_off_starts_again_without_counting_as_a_death() {
        AcceptedUpload upload = upload("a.txt");
        JobFailure why = new JobFailure(ErrorCode.INDEX_UNAVAILABLE, "the index is away", true);
        attempts.putOff(
                attempts.start(upload.jobId(), "test").orElseThrow(),
                Instant.now().plusSeconds(5),
                why);
        assertThat(jobs.findById(upload.jobId()).putOffWhy).isEqualTo("the index is away");

        Attempt second = attempts.start(upload.jobId(), "test").orElseThrow();

        assertThat(second.number()).isEqualTo(2);
        assertThat(second.job().tries).isEqualTo(1);
        assertThat(second.job().deaths).isZero();
    }

    @Test
    void a_death_is_counted_and_a_job_that_is_handed_back_has_not_been_tried() {
        AcceptedUpload upload = upload("a.txt");
        attempts.start(upload.jobId(), "test");
        attempts.countDeath(upload.jobId());
        Attempt second = attempts.start(upload.jobId(), "test").orElseThrow();
        assertThat(second.job().deaths).isEqualTo(1);

        attempts.handBack(second);

        Attempt third = attempts.start(upload.jobId(), "test").orElseThrow();
        assertThat(third.number()).isEqualTo(3);
        assertThat(third.job().tries).isZero();
    }

    @Test
    void a_worker_that_died_before_it_began_the_job_is_not_counted() {
        AcceptedUpload upload = upload("a.txt");
        attempts.start(upload.jobId(), "test");
        attempts.countDeath(upload.jobId());

        attempts.countDeath(upload.jobId());

        JobEntity job = jobs.findById(upload.jobId());
        assertThat(job.deaths).isEqualTo(1);
        assertThat(job.status).as("nobody runs it").isEqualTo(JobStatus.QUEUED);
    }

    @Test
    void a_job_that_the_gate_holds_back_has_not_begun() {
        AcceptedUpload upload = upload("a.txt");

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> attempts.start(upload.jobId(), "test", deaths -> {
                    throw new IllegalStateException("not now, after " + deaths);
                }))
                .withMessage("not now, after 0");

        JobEntity job = jobs.findById(upload.jobId());
        assertThat(job.attempt).isZero();
        assertThat(job.status).isEqualTo(JobStatus.QUEUED);
        assertThat(attempts.ofJob(upload.jobId())).isEmpty();
    }

    @Test
    void each_attempt_is_remembered_with_its_end() {
        AcceptedUpload upload = upload("a.txt");
        attempts.start(upload.jobId(), "w1");
        attempts.countDeath(upload.jobId());
        Attempt second = attempts.start(upload.jobId(), "w2").orElseThrow();
        second.stages().enter(Stage.EXTRACT);
        attempts.handBack(second);
        attempts.start(upload.jobId(), "w1");
        Attempt fourth = attempts.start(upload.jobId(), "w2").orElseThrow();
        attempts.fail(fourth, new JobFailure(ErrorCode.DOCUMENT_ENCRYPTED, "It needs a password.", false));

        List<AttemptRecord> history = attempts.ofJob(upload.jobId());

        assertThat(history)
                .extracting(AttemptRecord::number, AttemptRecord::worker, AttemptRecord::outcome)
                .containsExactly(
                        tuple(1, "w1", "died"),
                        tuple(2, "w2", "handed-back"),
                        tuple(3, "w1", "superseded"),
                        tuple(4, "w2", "failed"));
        assertThat(history).allSatisfy(attempt -> assertThat(attempt.endedAt()).isNotNull());
        assertThat(history.get(1).stages()).contains("extract");
        assertThat(history.getLast().errorCode()).isEqualTo("DOCUMENT_ENCRYPTED");
    }

    @Test
    void a_job_is_not_requeued_when_its_content_came_in_by_another_upload() {
        AcceptedUpload upload = upload("a.txt", "a".repeat(64));
        jobs.cancel(upload.jobId());
        upload("a.txt", "a".repeat(64));

        assertThat(jobs.requeue(upload.jobId())).isFalse();
    }

    @Test
    void a_cancelled_job_can_no_longer_succeed_until_it_is_requeued() {
        AcceptedUpload upload = upload("a.txt");
        Attempt running = attempts.start(upload.jobId(), "test").orElseThrow();
        jobs.cancel(upload.jobId());
        assertThatExceptionOfType(AttemptSupersededException.class)
                .isThrownBy(() -> versions.activate(running, new WrittenChunks(chunks(upload, running), 1, null)));

        jobs.requeue(upload.jobId());

        activate(upload);
        assertThat(visible(upload)).isNotNull();
    }

    @Test
    void only_chunks_that_nobody_sees_and_nobody_writes_are_garbage() {
        AcceptedUpload upload = upload("a.txt");
        Attempt died = attempts.start(upload.jobId(), "test").orElseThrow();
        versions.beginWriting(died, chunks(upload, died));
        assertThat(garbage()).as("being written").isEmpty();

        Attempt second = attempts.start(upload.jobId(), "test").orElseThrow();
        versions.beginWriting(second, chunks(upload, second));
        assertThat(garbage()).as("left by the first").containsExactly(chunks(upload, died));

        versions.activate(second, new WrittenChunks(chunks(upload, second), 1, null));
        versions.forget(chunks(upload, died));
        assertThat(garbage()).as("visible").isEmpty();

        activate(upload("a.txt"));
        assertThat(garbage()).as("superseded").containsExactly(chunks(upload, second));
    }

    private ChunkSet chunks(AcceptedUpload upload, Attempt attempt) {
        return new ChunkSet(Ids.DEFAULT_TENANT, collection, collection, owner(upload, attempt));
    }

    private List<ChunkSet> garbage() {
        return versions.garbage(1000, Set.of()).stream()
                .filter(set -> set.collectionId().equals(collection))
                .toList();
    }

    @Test
    void another_tenant_sees_nothing() {
        AcceptedUpload upload = upload("a.txt");
        activate(upload);

        assertThat(documents.visible(Ids.next(), collection, List.of(upload.documentId())))
                .isEmpty();
        assertThat(documents.ofTenant(Ids.next(), upload.documentId())).isEmpty();
    }

    @Test
    void a_collection_keeps_the_model_of_its_vectors() {
        indexes.useModel(collection, "bge-small-en-v1.5", 384);
        indexes.useModel(collection, "bge-small-en-v1.5", 384);

        assertThatExceptionOfType(io.ragline.model.RaglineException.class)
                .isThrownBy(() -> indexes.useModel(collection, "another", 768))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EMBEDDING_MODEL_MISMATCH));
    }
}
