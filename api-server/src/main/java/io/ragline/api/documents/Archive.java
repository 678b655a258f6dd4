package io.ragline.api.documents;

import io.ragline.blob.MediaTypeSniffer;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A ZIP of documents. It is unpacked a file at a time, and read as a stream, so that neither what its directory claims nor
 * what it would unpack to matters: at the limits it ends.
 */
final class Archive {
    private static final byte[] MAGIC = {'P', 'K', 3, 4};
    private static final byte[] EMPTY_MAGIC = {'P', 'K', 5, 6};
    private static final String DIRECTORY_END = "PK\5\6";
    /** What marks the end of the directory, and the longest comment behind it. */
    private static final int LONGEST_END = 22 + 0xFFFF;

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
     * Hands out the files in order; folders and what only operating systems put there are left out.
     *
     * @throws RaglineException {@code ARCHIVE_UNREADABLE}, {@code ARCHIVE_TOO_LARGE}; what was handed out until then stays
     */
    void forEach(Members members) throws IOException {
        int files = 0;
        try (InputStream in = Files.newInputStream(file);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = next(zip); entry != null; entry = next(zip)) {
                if (entry.isDirectory() || isLitter(entry.getName())) {
                    // else going on to the next entry would unpack what this one holds, however much that is
                    unpack(zip, OutputStream.nullOutputStream());
                    continue;
                }
                if (++files > config.maxArchiveFiles()) {
                    throw tooLarge("%,d files".formatted(config.maxArchiveFiles()), "max-archive-files");
                }
                handOut(entry, zip, members);
            }
        }
        if (isCutOff()) {
            throw unreadable("its end is missing", null);
        }
        if (files == 0) {
            throw new RaglineException(ErrorCode.ARCHIVE_UNREADABLE, "%s holds no file.".formatted(name));
        }
    }

    private @Nullable ZipEntry next(ZipInputStream zip) throws IOException {
        try {
            return zip.getNextEntry();
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw unreadable(e.getMessage(), e);
        }
    }

    private int read(InputStream zip, byte[] buffer) throws IOException {
        try {
            return zip.read(buffer);
        } catch (ZipException | EOFException e) {
            throw unreadable(e.getMessage(), e);
        }
    }

    private RaglineException unreadable(@Nullable String why, @Nullable Exception cause) {
        return new RaglineException(
                ErrorCode.ARCHIVE_UNREADABLE,
                "%s is damaged or encrypted, so the rest of it can't be unpacked: %s. Unpack it and upload the files."
                        .formatted(name, why),
                cause);
    }

    /** Whoever reads a ZIP as a stream takes one that was cut between two files for whole. */
    private boolean isCutOff() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(Math.max(0, Files.size(file) - LONGEST_END));
            return !new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).contains(DIRECTORY_END);
        }
    }

    private void handOut(ZipEntry entry, ZipInputStream zip, Members members) throws IOException {
        Path content = Files.createTempFile(file.toAbsolutePath().getParent(), "member-", "");
        try {
            if (unpack(zip, content)) {
                members.accept(entry.getName(), content);
            } else {
                members.reject(
                        entry.getName(),
                        new RaglineException(
                                ErrorCode.DOCUMENT_TOO_LARGE,
                                "%s has more than %,d bytes. Split it, or raise ragline.upload.max-file-size."
                                        .formatted(
                                                entry.getName(),
                                                config.maxFileSize().asLongValue())));
            }
        } finally {
            Files.deleteIfExists(content);
        }
    }

    private boolean unpack(ZipInputStream zip, Path content) throws IOException {
        try (OutputStream out = Files.newOutputStream(content)) {
            return unpack(zip, out);
        }
    }

    /** False if the file is too large; the rest of it is passed over, and counts. */
    private boolean unpack(ZipInputStream zip, OutputStream out) throws IOException {
        long size = 0;
        byte[] buffer = new byte[BUFFER];
        for (int n = read(zip, buffer); n >= 0; n = read(zip, buffer)) {
            size += n;
            unpacked += n;
            if (unpacked > config.maxArchiveSize().asLongValue()) {
                throw tooLarge(
                        "%,d bytes unpacked".formatted(config.maxArchiveSize().asLongValue()), "max-archive-size");
            }
            if (size <= config.maxFileSize().asLongValue()) {
                out.write(buffer, 0, n);
            }
        }
        return size <= config.maxFileSize().asLongValue();
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
