package io.ragline.worker.extract.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.EntryUtils;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** A mail within a mail of Outlook's, as a file of its own. */
final class EmbeddedMessage {
    private static final String PROPERTIES = "__properties_version1.0";
    /** [MS-OXMSG] 2.4.1: the header of the properties ends in eight reserved bytes that an embedded mail leaves out. */
    private static final int HEADER = 24;

    private static final int RESERVED = 8;

    private EmbeddedMessage() {}

    static InputStream copy(DirectoryNode message) throws IOException {
        try (POIFSFileSystem copy = new POIFSFileSystem();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            EntryUtils.copyNodes(message, copy.getRoot());
            if (message.hasEntryCaseInsensitive(PROPERTIES)) {
                copy.getRoot().getEntryCaseInsensitive(PROPERTIES).delete();
                copy.createDocument(new ByteArrayInputStream(properties(message)), PROPERTIES);
            }
            copy.writeFilesystem(bytes);
            return new ByteArrayInputStream(bytes.toByteArray());
        }
    }

    private static byte[] properties(DirectoryNode message) throws IOException {
        ByteArrayOutputStream properties = new ByteArrayOutputStream();
        try (InputStream in = message.createDocumentInputStream(message.getEntryCaseInsensitive(PROPERTIES))) {
            properties.write(in.readNBytes(HEADER));
            properties.write(new byte[RESERVED]);
            in.transferTo(properties);
        }
        return properties.toByteArray();
    }
}
