package io.ragline.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Which document a ZIP is, by the names in its directory and the beginning of the one entry that says it. Reads a bounded
 * part of the file and unpacks at most {@value #UNPACKED} bytes.
 */
final class ZipGlimpse {
    private static final int END_RECORD = 22;
    private static final int LONGEST_COMMENT = 65_535;
    private static final int DIRECTORY = 1 << 20;
    private static final int PACKED = 256 * 1_024;
    private static final int UNPACKED = 512 * 1_024;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final long IN_ZIP64 = 0xffff_ffffL;

    private static final String CONTENT_TYPES = "[Content_Types].xml";
    private static final String MANIFEST = "META-INF/manifest.xml";

    /** What the content types of an Office file call its main part. */
    private static final Map<String, DocumentType> MAIN_PARTS = Map.of(
            "wordprocessingml.document.main+xml", DocumentType.DOCX,
            "wordprocessingml.template.main+xml", DocumentType.DOCX,
            "ms-word.document.macroEnabled.main+xml", DocumentType.DOCX,
            "ms-word.template.macroEnabledTemplate.main+xml", DocumentType.DOCX,
            "spreadsheetml.sheet.main+xml", DocumentType.XLSX,
            "spreadsheetml.template.main+xml", DocumentType.XLSX,
            "ms-excel.sheet.macroEnabled.main+xml", DocumentType.XLSX,
            "ms-excel.template.macroEnabled.main+xml", DocumentType.XLSX);

    private static final List<String> PRESENTATIONS = List.of(
            "presentationml.presentation.main+xml", "presentationml.slideshow.main+xml",
            "presentationml.template.main+xml", "ms-powerpoint.presentation.macroEnabled.main+xml",
            "ms-powerpoint.slideshow.macroEnabled.main+xml", "ms-powerpoint.template.macroEnabled.main+xml");

    private final Glimpse file;
    private final Map<String, Entry> entries;

    private record Entry(int method, long packed, long header) {}

    private ZipGlimpse(Glimpse file, Map<String, Entry> entries) {
        this.file = file;
        this.entries = entries;
    }

    static boolean isZip(byte[] head) {
        return head.length > 4
                && head[0] == 'P'
                && head[1] == 'K'
                && (head[2] == 3 && head[3] == 4 || head[2] == 5 && head[3] == 6 || head[2] == 7 && head[3] == 8);
    }

    /** Empty for a ZIP that is none of the documents that Ragline reads. */
    static Optional<DocumentType> typeOf(Glimpse file) throws IOException {
        Map<String, Entry> entries = directory(file);
        // a file that was cut off has no directory any more, yet it should be told what it is and that it is damaged
        return new ZipGlimpse(file, entries.isEmpty() ? localHeaders(file) : entries).type();
    }

    private Optional<DocumentType> type() throws IOException {
        Optional<DocumentType> named = declared(content("mimetype"));
        if (named.isPresent()) {
            return named;
        }
        if (entries.containsKey(CONTENT_TYPES)) {
            return office();
        }
        if (entries.containsKey("META-INF/container.xml")
                && entries.keySet().stream().anyMatch(name -> name.endsWith(".opf"))) {
            return Optional.of(DocumentType.EPUB);
        }
        return entries.containsKey("content.xml") ? declared(content(MANIFEST)) : Optional.empty();
    }

    private static Optional<DocumentType> declared(String mimeType) {
        if (mimeType.startsWith(DocumentType.EPUB.mediaType())) {
            return Optional.of(DocumentType.EPUB);
        }
        for (DocumentType type : List.of(DocumentType.ODT, DocumentType.ODS, DocumentType.ODP)) {
            if (mimeType.contains(type.mediaType())) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    private Optional<DocumentType> office() throws IOException {
        String types = content(CONTENT_TYPES);
        for (Map.Entry<String, DocumentType> main : MAIN_PARTS.entrySet()) {
            if (types.contains(main.getKey())) {
                return Optional.of(main.getValue());
            }
        }
        if (PRESENTATIONS.stream().anyMatch(types::contains)) {
            return Optional.of(DocumentType.PPTX);
        }
        return types.isEmpty() ? byFolder() : Optional.empty();
    }

    private Optional<DocumentType> byFolder() {
        if (has("word/")) {
            return Optional.of(DocumentType.DOCX);
        }
        if (has("ppt/")) {
            return Optional.of(DocumentType.PPTX);
        }
        return has("xl/") && !entries.containsKey("xl/workbook.bin")
                ? Optional.of(DocumentType.XLSX)
                : Optional.empty();
    }

    private boolean has(String folder) {
        return entries.keySet().stream().anyMatch(name -> name.startsWith(folder));
    }

    /** The entry's beginning; empty if it isn't there or can't be unpacked. */
    private String content(String name) throws IOException {
        Entry entry = entries.get(name);
        if (entry == null) {
            return "";
        }
        ByteBuffer header = little(file.at(entry.header(), 30));
        if (header.limit() < 30 || header.getInt(0) != 0x04034b50) {
            return "";
        }
        long data = entry.header() + 30 + unsigned(header, 26) + unsigned(header, 28);
        long packed = entry.packed() == 0 ? PACKED : entry.packed();
        byte[] bytes = file.at(data, (int) Math.min(packed, PACKED));
        return switch (entry.method()) {
            case STORED -> new String(bytes, StandardCharsets.UTF_8);
            case DEFLATED -> inflated(bytes);
            default -> "";
        };
    }

    private static String inflated(byte[] packed) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            byte[] bytes = new byte[UNPACKED];
            int length = 0;
            int read = inflater.inflate(bytes);
            while (read > 0) {
                length += read;
                read = inflater.inflate(bytes, length, bytes.length - length);
            }
            return new String(bytes, 0, length, StandardCharsets.UTF_8);
        } catch (DataFormatException e) {
            return "";
        } finally {
            inflater.end();
        }
    }

    private static Map<String, Entry> directory(Glimpse file) throws IOException {
        long size = file.size();
        int tailLength = (int) Math.min(size, END_RECORD + LONGEST_COMMENT);
        long tailStart = size - tailLength;
        ByteBuffer tail = little(file.at(tailStart, tailLength));
        int end = tail.limit() - END_RECORD;
        while (end >= 0 && tail.getInt(end) != 0x06054b50) {
            end--;
        }
        if (end < 0) {
            return Map.of();
        }
        long length = tail.getInt(end + 12) & IN_ZIP64;
        long start = tail.getInt(end + 16) & IN_ZIP64;
        if (start == IN_ZIP64 || length == IN_ZIP64) {
            return zip64(file, tailStart + end);
        }
        // bytes before the first entry shift everything
        long shift = Math.max(0, tailStart + end - length - start);
        return entries(file, start + shift, length, shift);
    }

    private static Map<String, Entry> zip64(Glimpse file, long end) throws IOException {
        ByteBuffer locator = little(file.at(end - 20, 20));
        if (locator.limit() < 20 || locator.getInt(0) != 0x07064b50) {
            return Map.of();
        }
        ByteBuffer record = little(file.at(locator.getLong(8), 56));
        if (record.limit() < 56 || record.getInt(0) != 0x06064b50) {
            return Map.of();
        }
        return entries(file, record.getLong(48), record.getLong(40), 0);
    }

    private static Map<String, Entry> entries(Glimpse file, long start, long length, long shift) throws IOException {
        ByteBuffer bytes = little(file.at(start, (int) Math.clamp(length, 0, DIRECTORY)));
        Map<String, Entry> entries = new HashMap<>();
        int at = 0;
        while (at + 46 <= bytes.limit() && bytes.getInt(at) == 0x02014b50) {
            int nameLength = unsigned(bytes, at + 28);
            String name = name(bytes, at + 46, nameLength);
            if (name == null) {
                break;
            }
            entries.putIfAbsent(
                    name,
                    new Entry(
                            unsigned(bytes, at + 10),
                            bytes.getInt(at + 20) & IN_ZIP64,
                            (bytes.getInt(at + 42) & IN_ZIP64) + shift));
            at += 46 + nameLength + unsigned(bytes, at + 30) + unsigned(bytes, at + 32);
        }
        return entries;
    }

    /** The entries whose headers stand in the file's beginning, found by their mark. */
    private static Map<String, Entry> localHeaders(Glimpse file) throws IOException {
        ByteBuffer bytes = little(file.at(0, MediaTypeSniffer.HEAD_BYTES));
        Map<String, Entry> entries = new HashMap<>();
        for (int at = 0; at + 30 <= bytes.limit(); at++) {
            if (bytes.getInt(at) == 0x04034b50) {
                String name = name(bytes, at + 30, unsigned(bytes, at + 26));
                if (name != null) {
                    long packed = bytes.getInt(at + 18) & IN_ZIP64;
                    entries.putIfAbsent(name, new Entry(unsigned(bytes, at + 8), packed, at));
                }
            }
        }
        return entries;
    }

    private static @Nullable String name(ByteBuffer bytes, int from, int length) {
        return from + length > bytes.limit()
                ? null
                : new String(bytes.array(), from, length, StandardCharsets.UTF_8).replace('\\', '/');
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int unsigned(ByteBuffer bytes, int at) {
        return bytes.getShort(at) & 0xffff;
    }
}
