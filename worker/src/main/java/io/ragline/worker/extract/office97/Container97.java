package io.ragline.worker.extract.office97;

import io.ragline.model.DocumentInfo;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.Attachments;
import io.ragline.worker.extract.PageWarnings;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.container.Damage;
import io.ragline.worker.extract.container.EmbeddedObject;
import io.ragline.worker.extract.page.InfoBuilder;
import io.ragline.worker.extract.page.PageWriter;
import java.io.IOException;
import java.util.Date;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hpsf.NoPropertySetStreamException;
import org.apache.poi.hpsf.PropertySet;
import org.apache.poi.hpsf.SummaryInformation;
import org.apache.poi.hpsf.UnexpectedPropertySetTypeException;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.poifs.filesystem.Entry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.jspecify.annotations.Nullable;

/** What the three formats have in common: they lie in an OLE container, which a password may protect. */
final class Container97 {
    private Container97() {}

    /** What is done with an open container. */
    interface Reading {
        void read(POIFSFileSystem container) throws IOException;
    }

    static void read(Source source, Reading reading) {
        Biff8EncryptionKey.setCurrentUserPassword(source.password());
        try (POIFSFileSystem container = new POIFSFileSystem(source.file().toFile(), true)) {
            if (container.getRoot().hasEntryCaseInsensitive("\tDRMContent")) {
                throw new EncryptedDocumentException("by rights management");
            }
            reading.read(container);
        } catch (EncryptedDocumentException e) {
            throw new RaglineException(
                    ErrorCode.DOCUMENT_ENCRYPTED,
                    source.password() == null
                            ? "The document is encrypted: opening it needs its password"
                            : "The document is encrypted, and the password doesn't open it",
                    e);
        } catch (IOException e) {
            throw damaged(e);
        } finally {
            Biff8EncryptionKey.setCurrentUserPassword(null);
        }
    }

    /** POI tells of damage by whatever its parsers stumble over. */
    static RaglineException damaged(Exception e) {
        return new RaglineException(ErrorCode.DOCUMENT_UNREADABLE, "The file is damaged: " + Damage.of(e), e);
    }

    /** What the document says about itself; nothing if that is damaged. */
    static DocumentInfo info(DirectoryNode root) {
        InfoBuilder info = new InfoBuilder();
        SummaryInformation summary = summary(root);
        if (summary != null) {
            Date created = summary.getCreateDateTime();
            info.title(summary.getTitle()).author(summary.getAuthor());
            if (created != null && created.getTime() > 0) { // 1601 stands for not known
                info.created(created.toInstant());
            }
        }
        return info.build();
    }

    private static @Nullable SummaryInformation summary(DirectoryNode root) {
        if (!root.hasEntryCaseInsensitive(SummaryInformation.DEFAULT_STREAM_NAME)) {
            return null;
        }
        try (DocumentInputStream in =
                root.createDocumentInputStream(root.getEntryCaseInsensitive(SummaryInformation.DEFAULT_STREAM_NAME))) {
            return new SummaryInformation(new PropertySet(in));
        } catch (IOException | NoPropertySetStreamException | UnexpectedPropertySetTypeException | RuntimeException e) {
            return null; // a document without a title is worth reading all the same
        }
    }

    /** Hands on the embedded files below {@code folder} whose folders' names begin so. */
    static void embedded(DirectoryNode folder, String prefix, PageWriter page, Attachments attachments) {
        int count = 0;
        for (Entry entry : folder) {
            if (entry.getName().startsWith(prefix) && entry instanceof DirectoryNode inner) {
                String name = "embedded object " + ++count;
                try {
                    EmbeddedObject.attach(name, page.number(), inner, attachments);
                } catch (IOException e) {
                    page.warn(PageWarnings.attachmentUnreadable(page.number(), name, Damage.of(e)));
                }
            }
        }
    }
}
