package io.ragline.api.documents;

import io.ragline.blob.MediaTypeSniffer;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * A ZIP of documents. It is unpacked a file at a time, and read as a stream, so that neither what its directory claims nor
 * what it would unpack to matters: at the limits it ends.
 */
final class Archive {
    private static final byte[] MAGIC = {'P', 'K', 3, 4};
    private static final byte[] EMPTY_MAGIC = {'P', 'K', 5, 6};
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
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.isDirectory() || isLitter(entry.getName())) {
                    continue;
                }
                if (++files > config.maxArchiveFiles()) {
                    throw tooLarge("%,d files".formatted(config.maxArchiveFiles()), "max-archive-files");
                }
                handOut(entry, zip, members);
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw new RaglineException(
                    ErrorCode.ARCHIVE_UNREADABLE,
                    "%s is damaged or encrypted, so the rest of it can't be unpacked: %s. Unpack it and upload the files."
                            .formatted(name, e.getMessage()),
                    e);
        }
        if (files == 0) {
            throw new RaglineException(ErrorCode.ARCHIVE_UNREADABLE, "%s holds no file.".formatted(name));
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

    /** False if the file is too large; the rest of it is passed over. */
    private boolean unpack(InputStream in, Path content) throws IOException {
        long size = 0;
        byte[] buffer = new byte[BUFFER];
        try (var out = Files.newOutputStream(content)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
                unpacked += n;
                if (unpacked > config.maxArchiveSize().asLongValue()) {
                    throw tooLarge(
                            "%,d bytes unpacked"
                                    .formatted(config.maxArchiveSize().asLongValue()),
                            "max-archive-size");
                }
                if (size <= config.maxFileSize().asLongValue()) {
                    out.write(buffer, 0, n);
                }
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
