package io.ragline.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which document an OLE container is, by the streams right below its root (those of embedded documents lie deeper). Reads
 * a bounded part of the file's directory. Layout: [MS-CFB] 2.2 (header), 2.6 (directory).
 */
final class OleGlimpse {
    private static final long MAGIC = 0xd0cf11e0a1b11ae1L;
    private static final int HEADER = 512;
    private static final int ENTRY = 128;
    private static final int MAX_SECTORS = 256;
    private static final int SECTORS_IN_HEADER = 109;
    private static final int MAX_LINKS = 1_024;
    private static final int NONE = -1;

    private final Glimpse file;
    private final ByteBuffer header;
    private final int sectorSize;
    private final Set<String> names = new HashSet<>();

    private OleGlimpse(Glimpse file, ByteBuffer header) {
        this.file = file;
        this.header = header;
        this.sectorSize = 1 << (header.getShort(30) == 12 ? 12 : 9);
    }

    static boolean isOle(byte[] head) {
        return head.length >= 8 && ByteBuffer.wrap(head).getLong(0) == MAGIC;
    }

    /** Empty for a container that is none of the documents that Ragline reads. */
    static Optional<DocumentType> typeOf(Glimpse file) throws IOException {
        byte[] header = file.at(0, HEADER);
        if (header.length < HEADER) {
            return Optional.empty();
        }
        OleGlimpse glimpse = new OleGlimpse(file, little(header));
        glimpse.readNames();
        return glimpse.type();
    }

    private Optional<DocumentType> type() {
        if (names.contains("ENCRYPTEDPACKAGE")) {
            return Optional.of(DocumentType.OOXML_PROTECTED);
        }
        if (names.contains("WORDDOCUMENT")) {
            return Optional.of(DocumentType.DOC);
        }
        if (names.contains("POWERPOINT DOCUMENT")) {
            return Optional.of(DocumentType.PPT);
        }
        if (names.contains("WORKBOOK") || names.contains("BOOK")) {
            return Optional.of(DocumentType.XLS);
        }
        return names.contains("__PROPERTIES_VERSION1.0") ? Optional.of(DocumentType.OUTLOOK) : Optional.empty();
    }

    /** Walks the tree of siblings below the root. */
    private void readNames() throws IOException {
        ByteBuffer directory = directory();
        int count = directory.limit() / ENTRY;
        Deque<Integer> open = new ArrayDeque<>();
        Set<Integer> seen = new HashSet<>();
        if (count > 0) {
            open.push(directory.getInt(76));
        }
        while (!open.isEmpty()) {
            int index = open.pop();
            if (index < 0 || index >= count || !seen.add(index)) {
                continue;
            }
            int at = index * ENTRY;
            int length = Math.clamp(directory.getShort(at + 64) - 2, 0, 62);
            String name = new String(directory.array(), at, length, StandardCharsets.UTF_16LE);
            names.add(name.toUpperCase(Locale.ROOT)); // their case makes no difference
            open.push(directory.getInt(at + 68));
            open.push(directory.getInt(at + 72));
        }
    }

    private ByteBuffer directory() throws IOException {
        ByteBuffer directory = ByteBuffer.allocate(MAX_SECTORS * sectorSize).order(ByteOrder.LITTLE_ENDIAN);
        int sector = header.getInt(48);
        for (int i = 0; i < MAX_SECTORS && sector >= 0; i++) {
            byte[] bytes = file.at(offset(sector), sectorSize);
            if (bytes.length < sectorSize) {
                break;
            }
            directory.put(bytes);
            sector = following(sector);
        }
        return directory.flip();
    }

    private int following(int sector) throws IOException {
        int perTable = sectorSize / 4;
        int table = table(sector / perTable);
        return table < 0 ? NONE : number(offset(table) + 4L * (sector % perTable));
    }

    /** The sector with that part of the allocation table: the header knows the first, a chain of sectors the others. */
    private int table(int index) throws IOException {
        if (index < SECTORS_IN_HEADER) {
            return header.getInt(76 + 4 * index);
        }
        int perLink = sectorSize / 4 - 1;
        int links = (index - SECTORS_IN_HEADER) / perLink;
        int link = header.getInt(68);
        for (int i = 0; i < links && i < MAX_LINKS && link >= 0; i++) {
            link = number(offset(link) + 4L * perLink);
        }
        return link < 0 || links > MAX_LINKS
                ? NONE
                : number(offset(link) + 4L * ((index - SECTORS_IN_HEADER) % perLink));
    }

    private int number(long position) throws IOException {
        byte[] bytes = file.at(position, 4);
        return bytes.length < 4 ? NONE : little(bytes).getInt(0);
    }

    private long offset(int sector) {
        return (sector + 1L) * sectorSize;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
