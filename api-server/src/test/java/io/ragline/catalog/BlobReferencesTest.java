package io.ragline.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.blob.BlobStore;
import io.ragline.blob.StoredBlob;
import io.ragline.model.Submission;
import io.ragline.testing.RealServices;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stored file goes with the last that needs it, never before, on a real PostgreSQL and a real disk. */
@QuarkusTest
@WithTestResource(RealServices.class)
class BlobReferencesTest {
    @Inject
    CollectionRepository collections;

    @Inject
    UploadRepository uploads;

    @Inject
    DeletionRepository deletions;

    @Inject
    BlobReferences references;

    @Inject
    BlobStore blobs;

    private UUID collection;

    @BeforeEach
    void createCollection() {
        collection =
                collections.create(Ids.DEFAULT_TENANT, "c-" + Ids.next(), IndexRepository.IndexSettings.STANDARD).id;
    }

    private StoredBlob put(String content) {
        return blobs.put(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    }

    private AcceptedUpload accept(String externalId, StoredBlob blob) {
        return uploads.accept(new NewUpload(
                Ids.DEFAULT_TENANT,
                collection,
                Ids.next(),
                "a.txt",
                externalId,
                null,
                "text/plain",
                blob,
                Submission.STANDARD));
    }

    /** What an upload does: again when the file was removed between putting and recording it. */
    private AcceptedUpload upload(String externalId, String content) {
        while (true) {
            try {
                return accept(externalId, put(content));
            } catch (BlobReferences.BlobGoneException e) {
                Thread.onSpinWait();
            }
        }
    }

    private void remove(AcceptedUpload upload) {
        deletions.deleteDocument(Ids.DEFAULT_TENANT, upload.documentId()).orElseThrow();
        deletions.removeDocument(upload.documentId()).forEach(references::removeUnlessNeeded);
    }

    @Test
    void a_file_stays_until_the_last_document_that_has_it_is_removed() {
        String content = "shared " + UUID.randomUUID();
        AcceptedUpload one = upload("one", content);
        AcceptedUpload two = upload("two", content);

        remove(one);
        assertThat(blobs.has(one.sha256())).isTrue();
        remove(two);
        assertThat(blobs.has(one.sha256())).isFalse();
    }

    @Test
    void a_file_that_is_gone_can_not_be_relied_on() {
        StoredBlob blob = put("gone " + UUID.randomUUID());
        assertThat(references.removeUnlessNeeded(blob.sha256())).isTrue();

        assertThatExceptionOfType(BlobReferences.BlobGoneException.class).isThrownBy(() -> accept("gone", blob));
        assertThatExceptionOfType(BlobReferences.BlobGoneException.class)
                .isThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> references.hold(blob.sha256())));
    }

    @Test
    void uploads_and_removals_of_one_content_at_once_never_leave_a_document_without_its_file() throws Exception {
        String content = "contended " + UUID.randomUUID();
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int thread = 0; thread < 4; thread++) {
                String name = "contender-" + thread;
                running.add(threads.submit(() -> {
                    for (int round = 0; round < 40; round++) {
                        AcceptedUpload upload = upload(name + "-" + round, content);
                        assertThat(blobs.has(upload.sha256())).isTrue();
                        remove(upload);
                    }
                }));
            }
        }
        for (Future<?> each : running) {
            each.get();
        }
        assertThat(blobs.has(put("other " + UUID.randomUUID()).sha256())).isTrue();
        String sha256 = upload("last", content).sha256();
        assertThat(blobs.has(sha256)).isTrue();
    }

    @Test
    void what_nothing_needs_is_found_by_going_through_the_store() {
        AcceptedUpload kept = upload("kept", "kept " + UUID.randomUUID());
        StoredBlob orphan = put("orphan " + UUID.randomUUID());
        List<String> seen = new ArrayList<>();

        blobs.forEachBefore(Instant.now().plusSeconds(60), seen::addAll);
        Set<String> unneeded = references.unneeded(seen);

        assertThat(seen).contains(kept.sha256(), orphan.sha256());
        assertThat(unneeded).contains(orphan.sha256()).doesNotContain(kept.sha256());
        List<String> old = new ArrayList<>();
        blobs.forEachBefore(Instant.now().minusSeconds(3_600), old::addAll);
        assertThat(old).isEmpty();
    }
}
