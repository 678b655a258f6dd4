package io.ragline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.blob.BlobStore;
import io.ragline.blob.StoredBlob;
import io.ragline.model.Box;
import io.ragline.model.Highlight;
import io.ragline.model.JobKind;
import io.ragline.model.PageView;
import io.ragline.model.Submission;
import io.ragline.testing.RealServices;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is remembered of pictures, on a real PostgreSQL. */
@QuarkusTest
@WithTestResource(RealServices.class)
class PageImagesTest {
    private static final Highlight MARK = new Highlight(List.of(new Box(1, 2, 3, 4)), List.of("a quote"));

    @Inject
    CollectionRepository collections;

    @Inject
    UploadRepository uploads;

    @Inject
    DeletionRepository deletions;

    @Inject
    PageImageRepository images;

    @Inject
    BlobReferences references;

    @Inject
    BlobStore blobs;

    @Inject
    EntityManager em;

    private final String seed = UUID.randomUUID().toString();
    private String content;

    private StoredBlob blob(String what) {
        return blobs.put(new ByteArrayInputStream((what + seed).getBytes(StandardCharsets.UTF_8)));
    }

    private AcceptedUpload upload() {
        UUID collection =
                collections.create(Ids.DEFAULT_TENANT, "c-" + Ids.next(), IndexRepository.IndexSettings.STANDARD).id;
        StoredBlob file = blob("file");
        content = file.sha256();
        return uploads.accept(new NewUpload(
                Ids.DEFAULT_TENANT,
                collection,
                Ids.next(),
                "a.pdf",
                null,
                null,
                "application/pdf",
                file,
                Submission.STANDARD));
    }

    private UUID version() {
        return upload().versionId();
    }

    @Test
    void the_same_content_elsewhere_has_the_same_plain_picture() {
        PageView view = new PageView(version(), 1, 150, Highlight.NONE);
        StoredBlob picture = blob("plain");
        images.keep(view, content, picture);
        images.keep(new PageView(view.versionId(), 1, 150, MARK), content, blob("marked"));

        assertThat(images.plain(Ids.DEFAULT_TENANT, content, 1, 150)).contains(picture);
        assertThat(images.plain(Ids.next(), content, 1, 150))
                .as("another tenant")
                .isEmpty();
        assertThat(images.plain(Ids.DEFAULT_TENANT, content, 2, 150)).isEmpty();
        assertThat(images.plain(Ids.DEFAULT_TENANT, content, 1, 72)).isEmpty();
        assertThat(images.plain(Ids.DEFAULT_TENANT, blob("other").sha256(), 1, 150))
                .isEmpty();
    }

    @Test
    void a_picture_that_nobody_looks_at_is_forgotten_and_one_that_is_looked_at_is_kept() {
        UUID version = version();
        PageView old = new PageView(version, 1, 150, Highlight.NONE);
        PageView looked = new PageView(version, 2, 150, Highlight.NONE);
        images.keep(old, content, blob("old"));
        images.keep(looked, content, blob("looked"));
        QuarkusTransaction.requiringNew()
                .run(() -> em.createNativeQuery(
                                "update page_image set last_used_at = now() - interval '40 days' where version_id = ?1")
                        .setParameter(1, version)
                        .executeUpdate());

        images.used(looked);
        List<String> forgotten = images.forgetUnused(Instant.now().minus(Duration.ofDays(30)));

        assertThat(forgotten)
                .contains(blob("old").sha256())
                .doesNotContain(blob("looked").sha256());
        assertThat(images.find(old)).isEmpty();
        assertThat(images.find(looked)).isPresent();
    }

    @Test
    void a_picture_s_blob_is_needed_as_long_as_its_document_is_there() {
        AcceptedUpload upload = upload();
        String picture = blob("picture").sha256();
        assertThat(references.unneeded(List.of(picture))).containsExactly(picture);

        images.keep(new PageView(upload.versionId(), 1, 150, MARK), content, blob("picture"));
        assertThat(references.unneeded(List.of(picture))).isEmpty();
        assertThat(references.removeUnlessNeeded(picture)).isFalse();

        deletions.deleteDocument(Ids.DEFAULT_TENANT, upload.documentId());
        assertThat(deletions.removeDocument(upload.documentId())).contains(picture, content);
        assertThat(references.removeUnlessNeeded(picture)).isTrue();
    }

    @Test
    void a_picture_keeps_its_blob_while_it_is_drawn_anew() {
        PageView view = new PageView(version(), 1, 150, MARK);
        StoredBlob picture = blob("marked");
        images.keep(view, content, picture);

        JobEntity job = JobEntity.accepted(Ids.next(), Ids.DEFAULT_TENANT, JobKind.RENDER_PAGE, Submission.STANDARD);
        JobEntity other = JobEntity.accepted(Ids.next(), Ids.DEFAULT_TENANT, JobKind.RENDER_PAGE, Submission.STANDARD);
        assertThat(images.claim(view, content, job).id).isEqualTo(job.id);
        assertThat(images.claim(view, content, other).id).isEqualTo(job.id);

        assertThat(images.find(view)).contains(new PageImage(picture, job.id));
    }

    @Test
    void what_is_marked_names_the_picture_whatever_the_order() {
        Box one = new Box(1, 2, 3, 4);
        Box two = new Box(5, 6, 7, 8);

        assertThat(new Highlight(List.of(one, two), List.of("a", "b")).key())
                .isEqualTo(new Highlight(List.of(two, one, one), List.of("b", "a")).key())
                .isNotEqualTo(new Highlight(List.of(one, two), List.of("ab")).key())
                .isNotEqualTo(new Highlight(List.of(one), List.of("a", "b")).key());
        assertThat(Highlight.NONE.key()).isEmpty();
    }
}
