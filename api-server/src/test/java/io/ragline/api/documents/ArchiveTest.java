package io.ragline.api.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.runtime.configuration.MemorySize;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
    private static final long MEGABYTE = 1 << 20;

    @TempDir
    Path folder;

    private final List<String> accepted = new ArrayList<>();
    private final List<String> rejected = new ArrayList<>();

    private record Limits(
            MemorySize maxFileSize,
            int maxFiles,
            int maxArchiveFiles,
            MemorySize maxArchiveSize,
            MemorySize maxRequestSize)
            implements UploadConfig {
        static Limits of(long fileBytes, int files, long archiveBytes) {
            return new Limits(
                    new MemorySize(BigInteger.valueOf(fileBytes)),
                    100,
                    files,
                    new MemorySize(BigInteger.valueOf(archiveBytes)),
                    new MemorySize(BigInteger.ONE));
        }
    }

    private Path zip(int files, int bytesEach) throws IOException {
        Path zip = folder.resolve("all.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (int i = 0; i < files; i++) {
                out.putNextEntry(new ZipEntry("folder/file-%d.txt".formatted(i)));
                out.write(new byte[bytesEach]);
            }
        }
        return zip;
    }

    private void unpack(Path zip, Limits limits) throws IOException {
        new Archive(limits, zip, "all.zip").forEach(new Archive.Members() {
            @Override
            public void accept(String path, Path content) {
                accepted.add(path);
            }

            @Override
            public void reject(String path, RaglineException why) {
                rejected.add(path + " " + why.code());
            }
        });
    }

    private ErrorCode refusal(Path zip, Limits limits) {
        List<ErrorCode> codes = new ArrayList<>();
        assertThatExceptionOfType(RaglineException.class)
                .isThrownBy(() -> unpack(zip, limits))
                .satisfies(e -> codes.add(e.code()));
        return codes.getFirst();
    }

    @Test
    void a_bomb_ends_at_the_limit_and_leaves_nothing_on_disk() throws IOException {
        Path bomb = zip(40, (int) (8 * MEGABYTE));
        assertThat(Files.size(bomb)).isLessThan(MEGABYTE);

        assertThat(refusal(bomb, Limits.of(100 * MEGABYTE, 1_000, 50 * MEGABYTE)))
                .isEqualTo(ErrorCode.ARCHIVE_TOO_LARGE);

        assertThat(accepted).hasSize(6);
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(bomb);
        }
    }

    @Test
    void one_file_that_is_too_large_is_rejected_and_the_rest_is_not() throws IOException {
        Path zip = zip(1, (int) (3 * MEGABYTE));
        unpack(zip, Limits.of(2 * MEGABYTE, 10, 50 * MEGABYTE));
        unpack(zip(2, 10), Limits.of(2 * MEGABYTE, 10, 50 * MEGABYTE));

        assertThat(rejected).containsExactly("folder/file-0.txt DOCUMENT_TOO_LARGE");
        assertThat(accepted).hasSize(2);
    }

    @Test
    void too_many_files_end_it() throws IOException {
        assertThat(refusal(zip(11, 1), Limits.of(100, 10, 1_000))).isEqualTo(ErrorCode.ARCHIVE_TOO_LARGE);
        assertThat(accepted).hasSize(10);
    }

    private Path cut(Path zip, int length) throws IOException {
        return Files.write(zip, Arrays.copyOf(Files.readAllBytes(zip), length));
    }

    /** Of files that can't be packed: where each begins. */
    private Path zipOfNoise(int files, int bytesEach, List<Integer> offsets) throws IOException {
        Random random = new Random(7);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (int i = 0; i < files; i++) {
                offsets.add(bytes.size());
                byte[] noise = new byte[bytesEach];
                random.nextBytes(noise);
                out.putNextEntry(new ZipEntry("file-%d.bin".formatted(i)));
                out.write(noise);
                out.closeEntry();
            }
        }
        return Files.write(folder.resolve("all.zip"), bytes.toByteArray());
    }

    @Test
    void one_that_is_cut_off_is_refused_as_a_whole() throws IOException {
        List<Integer> offsets = new ArrayList<>();
        Path zip = zipOfNoise(3, 10_000, offsets);
        int third = offsets.getLast();
        byte[] whole = Files.readAllBytes(zip);

        for (int length : List.of(third, third + 3, third + 60, third + 5_000, whole.length - 1, whole.length - 30)) {
            Files.write(zip, whole);

            assertThat(refusal(cut(zip, length), Limits.of(MEGABYTE, 10, MEGABYTE)))
                    .as("cut at %d of %d", length, whole.length)
                    .isEqualTo(ErrorCode.ARCHIVE_UNREADABLE);

            assertThat(accepted).isEmpty();
        }
    }

    @Test
    void what_is_damaged_is_rejected_by_name_and_the_rest_is_not() throws IOException {
        List<Integer> offsets = new ArrayList<>();
        Path zip = zipOfNoise(4, 10_000, offsets);
        byte[] bytes = Files.readAllBytes(zip);
        bytes[offsets.get(1) + 5_000] ^= 0x55;
        Files.write(zip, bytes);

        unpack(zip, Limits.of(MEGABYTE, 10, MEGABYTE));

        assertThat(accepted).containsExactly("file-0.bin", "file-2.bin", "file-3.bin");
        assertThat(rejected).containsExactly("file-1.bin ARCHIVE_UNREADABLE");
    }

    @Test
    void what_is_encrypted_is_rejected_by_name_and_the_rest_is_not() throws IOException {
        List<Integer> offsets = new ArrayList<>();
        Path zip = zipOfNoise(3, 100, offsets);
        byte[] bytes = Files.readAllBytes(zip);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        bytes[offsets.get(1) + 6] |= 1;
        bytes[text.indexOf("PK\1\2", text.indexOf("PK\1\2") + 1) + 8] |= 1; // in the directory, too
        Files.write(zip, bytes);

        unpack(zip, Limits.of(MEGABYTE, 10, MEGABYTE));

        assertThat(accepted).containsExactly("file-0.bin", "file-2.bin");
        assertThat(rejected).containsExactly("file-1.bin DOCUMENT_ENCRYPTED");
    }

    @Test
    void a_directory_of_millions_of_files_is_not_read() throws IOException {
        Path zip = zip(200, 0);

        assertThat(refusal(zip, Limits.of(MEGABYTE, 1, MEGABYTE))).isEqualTo(ErrorCode.ARCHIVE_TOO_LARGE);

        assertThat(accepted).isEmpty();
    }

    @Test
    void one_with_a_comment_is_whole() throws IOException {
        Path zip = folder.resolve("all.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.setComment("c".repeat(65_535));
            out.putNextEntry(new ZipEntry("a.txt"));
            out.write('a');
        }

        unpack(zip, Limits.of(MEGABYTE, 10, MEGABYTE));

        assertThat(accepted).containsExactly("a.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder/", "__MACOSX/._a.txt", "folder/.DS_Store"})
    void what_is_left_out_is_not_unpacked(String name) throws IOException {
        Path bomb = folder.resolve("all.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(bomb))) {
            out.putNextEntry(new ZipEntry(name));
            for (int i = 0; i < 20; i++) {
                out.write(new byte[(int) MEGABYTE]);
            }
            out.putNextEntry(new ZipEntry("a.txt"));
            out.write('a');
        }

        unpack(bomb, Limits.of(MEGABYTE, 1, MEGABYTE));

        assertThat(accepted).containsExactly("a.txt");
        assertThat(rejected).isEmpty();
    }

    @Test
    void links_are_left_out_and_paths_lead_nowhere() throws IOException {
        Path zip = folder.resolve("all.zip");
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
            ZipArchiveEntry link = new ZipArchiveEntry("link.txt");
            link.setUnixMode(UnixStat.LINK_FLAG | 0777);
            put(out, link, "/etc/passwd");
            put(out, new ZipArchiveEntry("../../escaped.txt"), "x");
            put(out, new ZipArchiveEntry("/absolute.txt"), "x");
        }

        unpack(zip, Limits.of(MEGABYTE, 10, MEGABYTE));

        assertThat(accepted).containsExactly("../../escaped.txt", "/absolute.txt");
        assertThat(rejected).isEmpty();
        assertThat(folder.resolve("../../escaped.txt")).doesNotExist();
        assertThat(Path.of("/absolute.txt")).doesNotExist();
        try (var left = Files.list(folder)) {
            assertThat(left).as("what was unpacked is gone").containsExactly(zip);
        }
    }

    private static void put(ZipArchiveOutputStream out, ZipArchiveEntry entry, String content) throws IOException {
        out.putArchiveEntry(entry);
        out.write(content.getBytes(StandardCharsets.UTF_8));
        out.closeArchiveEntry();
    }

    /** 100,000 times smaller than it says: what a directory declares is not believed, whichever way it lies. */
    @Test
    void what_the_directory_declares_is_not_believed() throws IOException {
        Path bomb = zip(1, (int) (20 * MEGABYTE));
        byte[] bytes = Files.readAllBytes(bomb);
        ByteBuffer lie = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < bytes.length - 4; at++) {
            if (lie.getInt(at) == 0x02014b50) {
                lie.putInt(at + 24, 10);
            }
        }
        Files.write(bomb, bytes);

        unpack(bomb, Limits.of(MEGABYTE, 10, 100 * MEGABYTE));

        assertThat(accepted).isEmpty();
        assertThat(rejected).hasSize(1);
    }

    @Test
    void a_document_that_is_packed_as_a_zip_is_none() throws IOException {
        assertThat(Archive.isOne(zip(1, 1))).isTrue();
        assertThat(Archive.isOne(packed("[Content_Types].xml"))).isFalse();
        assertThat(Archive.isOne(packed("mimetype"))).isFalse();
        Path text = Files.writeString(folder.resolve("a.txt"), "PK is no archive");
        assertThat(Archive.isOne(text)).isFalse();
    }

    private Path packed(String first) throws IOException {
        Path file = folder.resolve("document");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.putNextEntry(new ZipEntry(first));
            out.write('x');
        }
        return file;
    }
}
