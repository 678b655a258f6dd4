package io.ragline.worker.extract.container;

import io.ragline.worker.extract.Attachments;
import io.ragline.worker.extract.page.CleanText;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.EntryUtils;
import org.apache.poi.poifs.filesystem.FileMagic;
import org.apache.poi.poifs.filesystem.Ole10Native;
import org.apache.poi.poifs.filesystem.Ole10NativeException;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** A file inside an Office file. It may lie bare, or be wrapped in an OLE container. */
public final class EmbeddedObject {
    private static final Set<String> DOCUMENTS =
            Set.of("WORDDOCUMENT", "WORKBOOK", "BOOK", "POWERPOINT DOCUMENT", "__PROPERTIES_VERSION1.0");

    private EmbeddedObject() {}

    /** Hands the file to {@code attachments}; nothing happens with an object that isn't a file, such as a formula. */
    public static void attach(String name, int page, InputStream content, Attachments attachments) throws IOException {
        InputStream marked = FileMagic.prepareToCheckMagic(new BufferedInputStream(content));
        if (FileMagic.valueOf(marked) != FileMagic.OLE2) {
            attachments.add(name, page, marked);
            return;
        }
        try (POIFSFileSystem ole = new POIFSFileSystem(marked)) {
            attach(name, page, ole.getRoot(), attachments);
        } catch (RuntimeException e) {
            throw new IOException(e.toString(), e);
        }
    }

    /** As above, of a folder of a container that holds the wrapping. */
    public static void attach(String name, int page, DirectoryNode folder, Attachments attachments) throws IOException {
        if (folder.hasEntryCaseInsensitive(Ole10Native.OLE10_NATIVE)) {
            unwrap(name, page, folder, attachments);
            return;
        }
        for (String inner : new String[] {"Package", "CONTENTS"}) {
            if (folder.hasEntryCaseInsensitive(inner)) {
                bare(name, page, folder, inner, attachments);
                return;
            }
        }
        if (folder.getEntryNames().stream().anyMatch(entry -> DOCUMENTS.contains(entry.toUpperCase(Locale.ROOT)))) {
            attachments.add(name, page, copy(folder));
        }
    }

    /** Any program may keep its own things under these names; only what is surely a file is taken. */
    private static void bare(String name, int page, DirectoryNode folder, String inner, Attachments attachments)
            throws IOException {
        try (InputStream file = FileMagic.prepareToCheckMagic(
                folder.createDocumentInputStream(folder.getEntryCaseInsensitive(inner)))) {
            FileMagic magic = FileMagic.valueOf(file);
            if (magic == FileMagic.PDF
                    || magic == FileMagic.OOXML
                    || magic == FileMagic.OLE2
                    || magic == FileMagic.RTF) {
                attachments.add(name, page, file);
            }
        }
    }

    private static void unwrap(String name, int page, DirectoryNode folder, Attachments attachments)
            throws IOException {
        try {
            Ole10Native wrapped = Ole10Native.createFromEmbeddedOleObject(folder);
            String label = wrapped.getLabel() == null ? "" : CleanText.line(wrapped.getLabel());
            label = label.substring(Math.max(label.lastIndexOf('\\'), label.lastIndexOf('/')) + 1);
            attachments.add(label.isEmpty() ? name : label, page, new ByteArrayInputStream(wrapped.getDataBuffer()));
        } catch (Ole10NativeException e) {
            throw new IOException("it is wrapped in a way that isn't known", e);
        }
    }

    /** A folder of a container as a container of its own. */
    private static InputStream copy(DirectoryEntry folder) throws IOException {
        try (POIFSFileSystem copy = new POIFSFileSystem();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            EntryUtils.copyNodes(folder, copy.getRoot());
            copy.writeFilesystem(bytes);
            return new ByteArrayInputStream(bytes.toByteArray());
        }
    }
}
