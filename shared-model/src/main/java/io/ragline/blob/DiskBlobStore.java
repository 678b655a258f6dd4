package io.ragline.blob;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Blobs as files: {@code <folder>/ab/abcdef…}. A blob is written beside its place and moved there when it is whole and
 * on disk, so that no reader ever sees half of one.
 */
public final class DiskBlobStore implements BlobStore {
    private static final Logger LOG = Logger.getLogger(DiskBlobStore.class);
    private static final int BUFFER_BYTES = 128 * 1024;
    private static final int AT_ONCE = 1_000;

    private final Path folder;
    private final Path incoming;

    public DiskBlobStore(Path folder) {
        this.folder = folder.toAbsolutePath();
        this.incoming = this.folder.resolve("incoming");
        try {
            Files.createDirectories(incoming);
        } catch (IOException e) {
            throw new RaglineException(
                    ErrorCode.STORAGE_FULL,
                    "The folder for uploads, %s, can't be created: %s".formatted(this.folder, e.getMessage()),
                    e);
        }
    }

    @Override
    public StoredBlob put(InputStream content) {
        Path partial = incoming.resolve(UUID.randomUUID().toString());
        try {
            StoredBlob blob = copy(content, partial);
            Path directory = directory(blob.sha256());
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
                sync(folder);
            }
            Files.move(
                    partial,
                    directory.resolve(blob.sha256()),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            sync(directory);
            return blob;
        } catch (IOException e) {
            throw notStored(e);
        } finally {
            discard(partial);
        }
    }

    private static StoredBlob copy(InputStream content, Path target) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        long size = 0;
        try (FileChannel out = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                digest.update(buffer, 0, n);
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                size += n;
            }
            out.force(true);
        }
        return new StoredBlob(HexFormat.of().formatHex(digest.digest()), size);
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void discard(Path partial) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean has(String sha256) {
        return Files.isRegularFile(path(sha256));
    }

    @Override
    public InputStream open(String sha256) {
        try {
            return Files.newInputStream(path(sha256));
        } catch (IOException e) {
            throw missing(sha256, e);
        }
    }

    @Override
    public Path file(String sha256) {
        Path path = path(sha256);
        if (!Files.isRegularFile(path)) {
            throw missing(sha256, null);
        }
        return path;
    }

    @Override
    public void delete(String sha256) {
        try {
            Files.deleteIfExists(path(sha256));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void forEachBefore(Instant before, Consumer<List<String>> some) {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(folder)) {
            List<String> names = new ArrayList<>();
            for (Path directory : directories) {
                if (directory.equals(incoming)) {
                    removeLeftOvers(before);
                } else if (Files.isDirectory(directory)) {
                    collect(directory, before, names, some);
                }
            }
            handOver(names, some);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void removeLeftOvers(Instant before) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(incoming)) {
            for (Path file : files) {
                if (isOlder(file, before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static void collect(Path directory, Instant before, List<String> names, Consumer<List<String>> some)
            throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (isOlder(file, before)) {
                    names.add(file.getFileName().toString());
                }
                if (names.size() == AT_ONCE) {
                    handOver(names, some);
                }
            }
        }
    }

    private static void handOver(List<String> names, Consumer<List<String>> some) {
        if (!names.isEmpty()) {
            some.accept(List.copyOf(names));
            names.clear();
        }
    }

    private static boolean isOlder(Path file, Instant before) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException e) {
            return false; // removed meanwhile
        }
    }

    private Path path(String sha256) {
        String name = new StoredBlob(sha256, 0).sha256();
        return directory(name).resolve(name);
    }

    private Path directory(String sha256) {
        return folder.resolve(sha256.substring(0, 2));
    }

    /** Where the files are is for the log: callers may be strangers. */
    private RaglineException notStored(IOException e) {
        boolean full = String.valueOf(e.getMessage()).matches("(?s).*(No space left|Disk quota exceeded).*");
        LOG.errorf(full ? null : e, "A file could not be stored under %s: %s", folder, e.getMessage());
        return full
                ? new RaglineException(
                        ErrorCode.STORAGE_FULL,
                        "There is no room left for files. Make room in Ragline's data folder and try again.",
                        e)
                : new RaglineException(ErrorCode.INTERNAL_ERROR, "The file could not be stored. The log says why.", e);
    }

    private RaglineException missing(String sha256, @Nullable IOException e) {
        LOG.errorf("The stored file %s is missing in %s", sha256, folder);
        return new RaglineException(
                ErrorCode.INTERNAL_ERROR,
                "The stored file %s is missing. Restore it from a backup.".formatted(sha256),
                e);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
