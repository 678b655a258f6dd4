package io.ragline.api.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.catalog.CollectionRepository;
import io.ragline.catalog.Ids;
import io.ragline.model.Submission;
import io.ragline.testing.RealServices;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of an upload with an idempotency key, on a real PostgreSQL. */
@QuarkusTest
@WithTestResource(RealServices.class)
class UploadFingerprintTest {
    private static final String PASSWORD = "1234";

    @TempDir
    Path folder;

    @Inject
    EntityManager em;

    @Inject
    CollectionRepository collections;

    private int upload(String key, Path file, @Nullable String password) {
        var request = given().header("Idempotency-Key", key).multiPart("files", file.toFile());
        return (password == null ? request : request.multiPart("password", password))
                .post("/upload/default")
                .statusCode();
    }

    private String kept(String key) {
        return em.createNativeQuery("select fingerprint from idempotency_key where key = ?1")
                .setParameter(1, key)
                .getSingleResult()
                .toString();
    }

    /** What somebody can compute who has the database and the file. */
    private String guess(Path file, @Nullable String password) throws IOException {
        return new Fingerprint("upload")
                .add(collections.named(Ids.DEFAULT_TENANT, "default").id)
                .add(Submission.STANDARD)
                .add(file.getFileName().toString())
                .add((Object) null)
                .add((Object) null)
                .add(password)
                .add(file)
                .sha256();
    }

    @Test
    void the_password_of_a_document_cannot_be_guessed_from_it() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "Text " + UUID.randomUUID());
        String open = "k-" + UUID.randomUUID();
        String locked = "k-" + UUID.randomUUID();

        assertThat(upload(open, file, null)).isEqualTo(202);
        assertThat(upload(locked, file, PASSWORD)).isEqualTo(202);

        assertThat(kept(open)).as("of a file without a password").isEqualTo(guess(file, null));
        assertThat(kept(locked)).isNotEqualTo(guess(file, PASSWORD));
    }

    @Test
    void the_same_upload_has_the_same_password() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "Text " + UUID.randomUUID());
        String key = "k-" + UUID.randomUUID();

        assertThat(upload(key, file, PASSWORD)).isEqualTo(202);

        assertThat(upload(key, file, PASSWORD)).isEqualTo(202);
        assertThat(upload(key, file, "4321")).isEqualTo(422);
        assertThat(upload(key, file, null)).isEqualTo(422);
    }
}
