package io.ragline.api.documents;

import io.ragline.blob.MediaTypeSniffer;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A ZIP of documents. It is unpacked a file at a time, by its directory, so that what is wrong with one file is no other's: one
 * that is damaged, encrypted or too large is rejected by its name. What the directory claims is not believed: at the limits it
 * ends, whatever it would unpack to.
 */
final class Archive {
    private static final byte[] MAGIC = {'P', 'K', 3, 4};
    private static final byte[] EMPTY_MAGIC = {'P', 'K', 5, 6};
    /** Many times what a path takes: of a directory with more, the files can't be within the limit. */
    private static final long DIRECTORY_BYTES_PER_FILE = 4_096;

    private static final int BUFFER = 64 * 1_024;

    private final UploadConfig config;
    private final Path file;
    private final String name;
    private long unpacked;

    Archive(UploadConfig config, Path file, String name) {
        this.config = config;
        this.file = file;
        this.name = name;
    }

    /** Takes the files of an archive. */
    interface Members {
        /**
         * A file.
         *
         * @param path in the archive
         * @param content on disk until this returns
         */
        void accept(String path, Path content) throws IOException;

        /** A file that can't be taken out. */
        void reject(String path, RaglineException why);
    }

    /**
     * Whether a file is a ZIP, and no document that is packed as one.
     */
    static boolean isOne(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(64);
        }
        if (startsWith(head, EMPTY_MAGIC)) {
            return true;
        }
        String beginning = new String(head, StandardCharsets.ISO_8859_1);
        return startsWith(head, MAGIC)
                && !beginning.startsWith("mimetype", 30)
                && !beginning.contains("[Content_Types]")
                && !MediaTypeSniffer.isPackedDocument(file);
    }

    private static boolean startsWith(byte[] head, byte[] magic) {
        return head.length >= magic.length && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
    }

    /**
     * Hands out the files in order; folders, links, and what only operating systems put there are left out.
     *
     * @throws RaglineException {@code ARCHIVE_UNREADABLE}, {@code ARCHIVE_TOO_LARGE}; what was handed out until then stays
     */
    void forEach(Members members) throws IOException {
        int files = 0;
        try (ZipFile zip = open()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
                if (entry.isDirectory() || entry.isUnixSymlink() || isLitter(entry.getName())) {
                    continue;
                }
                if (++files > config.maxArchiveFiles()) {
                    throw tooLarge("%,d files".formatted(config.maxArchiveFiles()), "max-archive-files");
                }
                handOut(entry, zip, members);
            }
        }
        if (files == 0) {
            throw new RaglineException(ErrorCode.ARCHIVE_UNREADABLE, "%s holds no file.".formatted(name));
        }
    }

    private ZipFile open() throws IOException {
        ZipDirectory directory = ZipDirectory.of(file)
                .orElseThrow(
                        () -> unreadable("%s is cut off or damaged: its directory is missing".formatted(name), null));
        if (directory.bytes() > DIRECTORY_BYTES_PER_FILE * config.maxArchiveFiles()) {
            throw tooLarge("%,d files".formatted(config.maxArchiveFiles()), "max-archive-files");
        }
        try {
            return ZipFile.builder().setPath(file).get();
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable("%s is damaged: %s".formatted(name, e.getMessage()), e);
        }
    }

    private static RaglineException unreadable(String what, @Nullable Exception cause) {
        return new RaglineException(
                ErrorCode.ARCHIVE_UNREADABLE, what + ". Pack it again, or upload the files by themselves.", cause);
    }

    private void handOut(ZipArchiveEntry entry, ZipFile zip, Members members) throws IOException {
        String path = entry.getName();
        if (!zip.canReadEntryData(entry)) {
            members.reject(path, cannotRead(entry));
            return;
        }
        Path content = Files.createTempFile(file.toAbsolutePath().getParent(), "member-", "");
        try {
            if (unpack(entry, zip, content)) {
                members.accept(path, content);
            } else {
                members.reject(
                        path,
                        new RaglineException(
                                ErrorCode.DOCUMENT_TOO_LARGE,
                                "%s has more than %,d bytes. Split it, or raise ragline.upload.max-file-size."
                                        .formatted(path, config.maxFileSize().asLongValue())));
            }
        } catch (DamagedException e) {
            members.reject(path, unreadable("%s is damaged in %s: %s".formatted(path, name, e.getMessage()), e));
        } finally {
            Files.deleteIfExists(content);
        }
    }

    private RaglineException cannotRead(ZipArchiveEntry entry) {
        return entry.getGeneralPurposeBit().usesEncryption()
                ? new RaglineException(
                        ErrorCode.DOCUMENT_ENCRYPTED,
                        "%s is encrypted in %s. Unpack it and upload it by itself.".formatted(entry.getName(), name))
                : unreadable("%s is packed in a way that can't be read".formatted(entry.getName()), null);
    }

    /** What is packed is not what its checksum says, or ends too early. */
    private static final class DamagedException extends Exception {
        private static final long serialVersionUID = 1;

        DamagedException(String message, @Nullable Exception cause) {
            super(message, cause);
        }
    }

    /** False if the file is too large; the rest of it is passed over, and counts. */
    private boolean unpack(ZipArchiveEntry entry, ZipFile zip, Path content) throws IOException, DamagedException {
        long size = 0;
        CRC32 checksum = new CRC32();
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = Files.newOutputStream(content);
                InputStream in = begin(entry, zip)) {
            for (int n = read(in, buffer); n >= 0; n = read(in, buffer)) {
                size += n;
                unpacked += n;
                if (unpacked > config.maxArchiveSize().asLongValue()) {
                    throw tooLarge(
                            "%,d bytes unpacked"
                                    .formatted(config.maxArchiveSize().asLongValue()),
                            "max-archive-size");
                }
                checksum.update(buffer, 0, n);
                if (size <= config.maxFileSize().asLongValue()) {
                    out.write(buffer, 0, n);
                }
            }
        }
        if (entry.getCrc() >= 0 && entry.getCrc() != checksum.getValue()) {
            throw new DamagedException("its checksum is wrong", null);
        }
        return size <= config.maxFileSize().asLongValue();
    }

    private static InputStream begin(ZipArchiveEntry entry, ZipFile zip) throws DamagedException {
        try {
            return zip.getInputStream(entry);
        } catch (IOException | IllegalArgumentException e) {
            throw new DamagedException(String.valueOf(e.getMessage()), e);
        }
    }

    private static int read(InputStream in, byte[] buffer) throws DamagedException {
        try {
            return in.read(buffer);
        } catch (IOException | IllegalArgumentException e) {
            throw new DamagedException(e.getMessage() == null ? "it ends too early" : e.getMessage(), e);
        }
    }

    private RaglineException tooLarge(String limit, String setting) {
        return new RaglineException(
                ErrorCode.ARCHIVE_TOO_LARGE,
                "%s holds more than %s, so the rest of it is left out. Split it, or raise ragline.upload.%s."
                        .formatted(name, limit, setting));
    }

    private static boolean isLitter(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        return path.startsWith("__MACOSX/") || last.equals(".DS_Store") || last.equals("Thumbs.db");
    }
}
