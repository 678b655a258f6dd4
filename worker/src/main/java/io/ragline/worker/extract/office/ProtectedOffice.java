package io.ragline.worker.extract.office;

import io.ragline.blob.DocumentType;
import io.ragline.blob.MediaTypeSniffer;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.Attachments;
import io.ragline.worker.extract.ContainerExtractor;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.Source;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.poifs.crypt.Decryptor;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/**
 * Opens a DOCX, XLSX or PPTX that is behind a password and has it read as what it is. Without the right password it is
 * {@code DOCUMENT_ENCRYPTED}.
 */
public final class ProtectedOffice implements ContainerExtractor {
    private final int maxPages;

    public ProtectedOffice(int maxPages) {
        this.maxPages = maxPages;
    }

    @Override
    public void extract(Source source, PageSink sink, Attachments attachments) {
        try {
            Path open = Files.createTempFile("ragline-decrypted-", "");
            try {
                decrypt(source, open);
                extractor(open).extract(Source.of(open, source.mediaType()), sink, attachments);
            } finally {
                Files.deleteIfExists(open);
            }
        } catch (IOException e) {
            throw Damaged.file(e);
        }
    }

    private ContainerExtractor extractor(Path file) throws IOException {
        Optional<DocumentType> type = new MediaTypeSniffer().sniff(file, "").flatMap(DocumentType::of);
        return switch (type.orElse(null)) {
            case DOCX -> new DocxExtractor(maxPages);
            case XLSX -> new XlsxExtractor(maxPages);
            case PPTX -> new PptxExtractor(maxPages);
            case null, default ->
                throw new RaglineException(
                        ErrorCode.DOCUMENT_TYPE_UNSUPPORTED,
                        "What the password protects is neither Word nor Excel nor PowerPoint");
        };
    }

    private static void decrypt(Source source, Path target) throws IOException {
        try (POIFSFileSystem container = new POIFSFileSystem(source.file().toFile(), true)) {
            Decryptor decryptor = Decryptor.getInstance(new EncryptionInfo(container));
            // Excel protects workbooks without a password by this one, which everybody knows
            boolean opened = source.password() != null && decryptor.verifyPassword(source.password())
                    || decryptor.verifyPassword(Decryptor.DEFAULT_PASSWORD);
            if (!opened) {
                throw encrypted(source.password() == null);
            }
            try (InputStream in = decryptor.getDataStream(container)) {
                Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (GeneralSecurityException | EncryptedDocumentException | FileNotFoundException e) {
            throw new RaglineException(
                    ErrorCode.DOCUMENT_ENCRYPTED, "The document is encrypted in a way that can't be opened", e);
        }
    }

    private static RaglineException encrypted(boolean withoutPassword) {
        return new RaglineException(
                ErrorCode.DOCUMENT_ENCRYPTED,
                withoutPassword
                        ? "The document is encrypted: opening it needs its password"
                        : "The document is encrypted, and the password doesn't open it");
    }
}
