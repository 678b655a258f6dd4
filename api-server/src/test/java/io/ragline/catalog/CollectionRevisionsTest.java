package io.ragline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.blob.BlobStore;
import io.ragline.blob.StoredBlob;
import io.ragline.catalog.IndexRepository.IndexSettings;
import io.ragline.model.ChunkOwner;
import io.ragline.model.JobKind;
import io.ragline.model.Submission;
import io.ragline.testing.RealServices;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A collection's revision changes with whatever a question could find, on a real PostgreSQL. */
@QuarkusTest
@WithTestResource(RealServices.class)
class CollectionRevisionsTest {
    private static final int THREADS = 8;

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

    private AcceptedUpload uploadNew() {
        return upload(Ids.next() + ".txt", "content " + Ids.next());
    }

    private void activate(AcceptedUpload upload) {
        Attempt attempt = attempts.start(upload.jobId(), "test").orElseThrow();
        ChunkOwner owner = new ChunkOwner(upload.documentId(), upload.versionId(), attempt.number());
        ChunkSet chunks = new ChunkSet(Ids.DEFAULT_TENANT, collection.id, indexes.active(collection.id).id, owner);
        versions.beginWriting(attempt, chunks);
        versions.activate(attempt, new WrittenChunks(chunks, 1, null, null));
    }

    private AcceptedUpload visible() {
        AcceptedUpload upload = uploadNew();
        activate(upload);
        return upload;
    }

    private UUID revision() {
        return indexes.active(Ids.DEFAULT_TENANT, List.of(collection.id))
                .getFirst()
                .revision();
    }

    private <T> T inTransaction(Callable<T> work) {
        return QuarkusTransaction.requiringNew().call(work);
    }

    private int sql(String sql, Object... values) {
        return inTransaction(() -> em.createNativeQuery(sql.formatted(values)).executeUpdate());
    }

    private void changes(Runnable change) {
        UUID before = revision();
        change.run();
        assertThat(revision()).isNotNull().isNotEqualTo(before);
    }

    private void keeps(Runnable change) {
        UUID before = revision();
        change.run();
        assertThat(revision()).isNotNull().isEqualTo(before);
    }

    private void describeByJob(UUID documentId) {
        UUID job = inTransaction(() -> em.createQuery(
                        "select id from JobEntity where documentId = ?1 and kind = ?2 order by createdAt desc",
                        UUID.class)
                .setParameter(1, documentId)
                .setParameter(2, JobKind.DESCRIBE_DOCUMENT)
                .setMaxResults(1)
                .getSingleResult());
        Attempt attempt = attempts.start(job, "test").orElseThrow();
        attempts.succeed(attempt);
    }

    @Test
    void a_document_that_becomes_visible_changes_it_and_its_upload_does_not() {
        List<AcceptedUpload> upload = new ArrayList<>();
        keeps(() -> upload.add(uploadNew()));
        changes(() -> activate(upload.getFirst()));
    }

    @Test
    void a_new_version_changes_it_when_it_becomes_visible() {
        AcceptedUpload first = upload("a.txt", "one " + Ids.next());
        activate(first);
        List<AcceptedUpload> second = new ArrayList<>();
        keeps(() -> second.add(upload("a.txt", "two " + Ids.next())));
        changes(() -> activate(second.getFirst()));
    }

    @Test
    void a_deleted_document_changes_it_and_its_sweeping_does_not() {
        AcceptedUpload upload = visible();
        changes(() -> deletions.deleteDocument(Ids.DEFAULT_TENANT, upload.documentId()));
        keeps(() -> versions.chunksOf(upload.documentId()).forEach(versions::forget));
        keeps(() -> deletions.removeDocument(upload.documentId()));
    }

    @Test
    void the_sweeping_of_a_superseded_version_does_not_change_it() {
        AcceptedUpload first = upload("a.txt", "one " + Ids.next());
        activate(first);
        activate(upload("a.txt", "two " + Ids.next()));

        keeps(() -> versions.garbageOf(first.documentId()).forEach(versions::forget));
        assertThat(versions.garbageOf(first.documentId())).isEmpty();
        assertThat(versions.chunksOf(first.documentId())).hasSize(1);
    }

    @Test
    void metadata_changes_it_at_once_and_again_when_the_index_knows() {
        AcceptedUpload upload = visible();
        changes(() -> documents.describe(Ids.DEFAULT_TENANT, upload.documentId(), "{\"team\": \"sales\"}"));
        changes(() -> describeByJob(upload.documentId()));
    }

    @Test
    void a_name_changes_it() {
        AcceptedUpload upload = visible();
        changes(() -> sql("update document set filename = 'other.txt' where id = '%s'", upload.documentId()));
    }

    @Test
    void one_more_name_of_the_same_content_changes_it() {
        String content = "content " + Ids.next();
        activate(upload("a.txt", content));
        changes(() -> upload("b.txt", content));
    }

    @Test
    void the_same_file_once_more_does_not_change_it() {
        String content = "content " + Ids.next();
        activate(upload("a.txt", content));
        keeps(() -> upload("a.txt", content));
    }

    @Test
    void an_index_that_takes_over_changes_it_and_one_that_is_built_does_not() {
        List<UUID> built = new ArrayList<>();
        keeps(() -> built.add(
                indexes.build(collection, Ids.next(), IndexSettings.STANDARD).indexId()));
        changes(() -> assertThat(indexes.takeOver(built.getFirst())).isTrue());
    }

    @Test
    void how_texts_become_terms_changes_it() {
        changes(() -> sql("update collection_index set analyzer = 'icu' where collection_id = '%s'", collection.id));
    }

    @Test
    void who_is_told_and_how_long_documents_are_kept_do_not_change_it() {
        keeps(() -> collections.change(Ids.DEFAULT_TENANT, collection.name, it -> {
            it.webhookUrl = "https://example.com";
            it.retentionSeconds = 100_000L;
        }));
    }

    @Test
    void a_collection_that_is_deleted_is_not_searched_and_leaves_no_revision() {
        deletions.deleteCollection(collection.id);
        assertThat(indexes.active(Ids.DEFAULT_TENANT, List.of(collection.id))).isEmpty();

        deletions.removeCollection(collection.id);
        assertThat(inTransaction(() -> em.find(CollectionRevisionEntity.class, collection.id)))
                .isNull();
    }

    @Test
    void one_transaction_writes_it_once_however_much_it_changes() {
        visible();
        visible();
        UUID before = revision();

        List<Object> writes = inTransaction(() -> {
            em.createNativeQuery("update document set metadata = '{\"n\": 1}' where collection_id = '%s'"
                            .formatted(collection.id))
                    .executeUpdate();
            em.createNativeQuery("set constraints all immediate").executeUpdate();
            Object once = revisionNow();
            em.createNativeQuery("update document set metadata = '{\"n\": 2}' where collection_id = '%s'"
                            .formatted(collection.id))
                    .executeUpdate();
            return List.of(once, revisionNow());
        });

        assertThat(writes).containsOnly(revision()).doesNotContain(before);
    }

    private Object revisionNow() {
        return em.createNativeQuery(
                        "select revision from collection_revision where collection_id = '%s'".formatted(collection.id),
                        UUID.class)
                .getSingleResult();
    }

    @Test
    void no_two_states_that_anybody_sees_have_the_same_revision_however_many_change_at_once() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Map<UUID, Set<String>> seen = new ConcurrentHashMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS + 2)) {
            List<Future<?>> watching = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                watching.add(threads.submit(() -> {
                    while (!over.get()) {
                        look(seen);
                    }
                }));
            }
            List<Future<?>> changing = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                changing.add(threads.submit(this::comeAndGo));
            }
            for (Future<?> each : changing) {
                each.get(); // a deadlock would be thrown here
            }
            deletions.deleteCollection(collection.id);
            over.set(true);
            for (Future<?> each : watching) {
                each.get();
            }
        }

        assertThat(seen).hasSizeGreaterThan(THREADS);
        assertThat(seen.values()).allSatisfy(states -> assertThat(states).hasSize(1));
    }

    private void comeAndGo() {
        for (int i = 0; i < 10; i++) {
            AcceptedUpload upload = visible();
            documents.describe(Ids.DEFAULT_TENANT, upload.documentId(), "{\"i\": %d}".formatted(i));
            describeByJob(upload.documentId());
            if (i % 2 == 0) {
                deletions.deleteDocument(Ids.DEFAULT_TENANT, upload.documentId());
            }
        }
    }

    /** Both in one statement, so that they are of the same moment. */
    private void look(Map<UUID, Set<String>> seen) {
        Object[] now = inTransaction(() -> (Object[])
                em.createNativeQuery("""
                        select r.revision, coalesce((select string_agg(d.id || ' ' || d.metadata, ',' order by d.id)
                            from document d
                            where d.collection_id = r.collection_id and d.deleted_at is null
                              and d.active_version_id is not null), '')
                        from collection_revision r where r.collection_id = ?1""").setParameter(1, collection.id).getSingleResult());
        seen.computeIfAbsent((UUID) now[0], any -> ConcurrentHashMap.newKeySet())
                .add((String) now[1]);
    }

    @Test
    void transactions_at_once_that_change_several_collections_and_the_end_of_one_pass() throws Exception {
        AcceptedUpload gone = visible();
        deletions.deleteDocument(Ids.DEFAULT_TENANT, gone.documentId());
        deletions.removeDocument(gone.documentId());
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            Future<?> end = threads.submit(() -> {
                deletions.deleteCollection(collection.id);
                deletions.removeCollection(collection.id);
            });
            Future<?> model = threads.submit(() -> indexes.useModel(collection.id, "a-model", 7));
            end.get();
            model.get();
        }

        assertThat(inTransaction(() -> em.find(CollectionEntity.class, collection.id)))
                .isNull();
    }
}
