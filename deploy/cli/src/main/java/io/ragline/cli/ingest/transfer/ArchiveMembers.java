package io.ragline.cli.ingest.transfer;

import io.ragline.cli.http.IngestApi.Fingerprint;
import io.ragline.cli.ingest.files.FileWalk;
import io.ragline.cli.ingest.files.FoundFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * The files in a ZIP, as the server knows them: it takes a ZIP apart and gives each member the id of the ZIP, a slash and the
 * member's path.
 */
final class ArchiveMembers {

    private static final int MOST_MEMBERS = 1000;
    private static final long MOST_BYTES = 2L << 30;
    private static final int HEAD = 64;
    private static final int PIECE = 64 << 10;

    private ArchiveMembers() {}

    /** Whether a file is a ZIP and no document that is packed as one, such as a DOCX. */
    static boolean isArchive(FoundFile file) throws IOException {
        try (InputStream in = Files.newInputStream(file.path())) {
            String head = new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
            return head.startsWith("PK\5\6")
                    || head.startsWith("PK\3\4")
                            && !head.startsWith("mimetype", 30)
                            && !head.contains("[Content_Types]");
        }
    }

    /** What to ask for to learn whether all is there; empty if that can't be learnt. */
    static List<Fingerprint> fingerprints(FoundFile archive, StopSignal stop) throws IOException {
        List<Fingerprint> members = new ArrayList<>();
        byte[] piece = new byte[PIECE];
        long unpacked = 0;
        try (InputStream in = Files.newInputStream(archive.path());
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.isDirectory() || isLitter(entry.getName())) {
                    continue;
                }
                var digest = ContentHash.sha256();
                for (int read = zip.read(piece); read >= 0; read = zip.read(piece)) {
                    digest.update(piece, 0, read);
                    unpacked += read;
                    if (unpacked > MOST_BYTES || stop.isStopped()) {
                        return List.of();
                    }
                }
                String id = (archive.id() + "/" + entry.getName()).strip();
                if (members.size() == MOST_MEMBERS || !FileWalk.canBeId(id)) {
                    return List.of();
                }
                members.add(new Fingerprint(id, HexFormat.of().formatHex(digest.digest())));
            }
        } catch (ZipException | IllegalArgumentException e) {
            return List.of(); // damaged or encrypted: the server says what it makes of it
        }
        return members;
    }

    /** What operating systems put into a ZIP, and the server leaves out. */
    private static boolean isLitter(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        return path.startsWith("__MACOSX/") || last.equals(".DS_Store") || last.equals("Thumbs.db");
    }
}
