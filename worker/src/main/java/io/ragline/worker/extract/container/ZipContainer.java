package io.ragline.worker.extract.container;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a ZIP file, by name; upper and lower case are the same, as in Office's own files. All that is unpacked of
 * one file is counted: beyond a fixed sum, or a ratio that only a bomb has, it is {@code DOCUMENT_TOO_LARGE}.
 */
public final class ZipContainer implements Closeable {
    private static final long MAX_UNPACKED = 4L << 30;
    private static final long UNSUSPICIOUS = 32L << 20;
    private static final int MAX_RATIO = 400;
    private static final int MAX_ENTRIES = 100_000;

    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new HashMap<>();
    private long unpacked;

    private ZipContainer(ZipFile zip) {
        this.zip = zip;
        zip.stream()
                .limit(MAX_ENTRIES)
                .filter(entry -> !entry.isDirectory())
                .forEach(entry -> entries.putIfAbsent(key(entry.getName()), entry));
    }

    /** @throws IOException if it is no whole ZIP file */
    public static ZipContainer open(Path file) throws IOException {
        try {
            return new ZipContainer(new ZipFile(file.toFile()));
        } catch (IllegalArgumentException e) {
            throw new IOException("A name in it is no text", e);
        }
    }

    private static String key(String name) {
        String plain = name.replace('\\', '/');
        return (plain.startsWith("/") ? plain.substring(1) : plain).toLowerCase(Locale.ROOT);
    }

    public boolean has(String name) {
        return entries.containsKey(key(name));
    }

    /** What the entry says it unpacks to; negative if it doesn't say, or isn't there. */
    public long size(String name) {
        ZipEntry entry = entries.get(key(name));
        return entry == null ? -1 : entry.getSize();
    }

    /** The entry's content; null if there is none of that name. */
    public @Nullable InputStream open(String name) throws IOException {
        ZipEntry entry = entries.get(key(name));
        if (entry == null) {
            return null;
        }
        InputStream in = zip.getInputStream(entry);
        if (in == null) {
            throw new IOException(name + " can't be unpacked");
        }
        return new Counted(in, name, Math.max(1, entry.getCompressedSize()));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private final class Counted extends InputStream {
        private final InputStream in;
        private final String name;
        private final long packed;
        private long size;

        Counted(InputStream in, String name, long packed) {
            this.in = in;
            this.name = name;
            this.packed = packed;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = in.read(bytes, from, length);
            size += Math.max(0, read);
            unpacked += Math.max(0, read);
            if (unpacked > MAX_UNPACKED || size > UNSUSPICIOUS && size / packed > MAX_RATIO) {
                throw new RaglineException(
                        ErrorCode.DOCUMENT_TOO_LARGE,
                        "The file unpacks to far more than a document would: %s has more than %,d bytes, packed into %,d"
                                .formatted(name, size, packed));
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
