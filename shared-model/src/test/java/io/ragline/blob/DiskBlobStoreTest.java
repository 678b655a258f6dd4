package io.ragline.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskBlobStoreTest {
    private static final String SHA256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path folder;

    private DiskBlobStore blobs;

    @BeforeEach
    void open() {
        blobs = new DiskBlobStore(folder);
    }

    private static InputStream abc() {
        return new ByteArrayInputStream("abc".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void a_blob_is_named_by_its_content_and_kept_once() throws IOException {
        assertThat(blobs.put(abc())).isEqualTo(new StoredBlob(SHA256_OF_ABC, 3));
        assertThat(blobs.put(abc())).isEqualTo(new StoredBlob(SHA256_OF_ABC, 3));

        assertThat(blobs.has(SHA256_OF_ABC)).isTrue();
        assertThat(blobs.open(SHA256_OF_ABC)).hasContent("abc");
        assertThat(blobs.file(SHA256_OF_ABC)).hasContent("abc");
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void a_stream_that_breaks_leaves_nothing_behind() throws IOException {
        InputStream breaking = new InputStream() {
            private int pieces = 3;

            @Override
            public int read() {
                throw new AssertionError("Never byte by byte");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                if (pieces-- == 0) {
                    throw new IOException("the line went dead");
                }
                return length;
            }
        };

        assertThatExceptionOfType(RaglineException.class)
                .isThrownBy(() -> blobs.put(breaking))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL_ERROR))
                .withStackTraceContaining("the line went dead");
        assertThat(files()).isZero();
    }

    @Test
    void a_blob_is_read_and_written_in_small_pieces() {
        long size = 300L << 20;
        InputStream zeros = new InputStream() {
            private long left = size;

            @Override
            public int read() {
                throw new AssertionError("Never byte by byte");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                assertThat(length).as("bytes held in memory at once").isLessThanOrEqualTo(1 << 20);
                int n = (int) Math.min(length, left);
                left -= n;
                return n == 0 ? -1 : n;
            }
        };

        StoredBlob blob = blobs.put(zeros);

        assertThat(blob.size()).isEqualTo(size);
        blobs.delete(blob.sha256());
        assertThat(blobs.has(blob.sha256())).isFalse();
    }

    @Test
    void a_missing_blob_is_said_to_be_missing() {
        assertThatExceptionOfType(RaglineException.class)
                .isThrownBy(() -> blobs.file(SHA256_OF_ABC))
                .withMessageContaining(SHA256_OF_ABC);
        assertThatExceptionOfType(RaglineException.class).isThrownBy(() -> blobs.open(SHA256_OF_ABC));
    }

    @Test
    void a_name_that_is_no_hash_never_becomes_a_path() {
        assertThatIllegalArgumentException().isThrownBy(() -> blobs.file("../../etc/passwd"));
        assertThatIllegalArgumentException().isThrownBy(() -> blobs.delete("ab/../../x"));
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    /** Needs the right to mount, which tests have where they run as root. */
    @Test
    void a_full_disk_is_said_to_be_full_and_keeps_what_it_had() throws Exception {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()))
                .as("a small disk can be mounted")
                .isZero();
        try {
            DiskBlobStore small = new DiskBlobStore(disk);
            StoredBlob kept = small.put(new ByteArrayInputStream(new byte[100_000]));

            assertThatThrownBy(() -> small.put(new ByteArrayInputStream(new byte[2_000_000])))
                    .isInstanceOfSatisfying(
                            RaglineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL))
                    .hasMessageNotContaining(disk.toString());

            try (InputStream content = small.open(kept.sha256())) {
                assertThat(content).hasBinaryContent(new byte[100_000]);
            }
            try (var left = Files.list(disk.resolve("incoming"))) {
                assertThat(left).as("half a file").isEmpty();
            }
            small.put(new ByteArrayInputStream(new byte[200_000]));
        } finally {
            run("umount", disk.toString());
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1; // there is no such command
        }
    }
}
