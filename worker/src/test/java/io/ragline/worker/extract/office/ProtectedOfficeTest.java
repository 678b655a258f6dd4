package io.ragline.worker.extract.office;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.ErrorCode;
import io.ragline.worker.extract.Formats;
import io.ragline.worker.extract.PackedFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProtectedOfficeTest {
    @TempDir
    Path folder;

    private Path plain;

    @BeforeEach
    void makePlain() throws IOException {
        plain = PackedFile.word("<w:p><w:r><w:t>Nobody may know.</w:t></w:r></w:p>")
                .write(folder.resolve("plain.docx"));
    }

    private Path encrypted(EncryptionMode mode, String password) throws IOException, GeneralSecurityException {
        Path file = folder.resolve("secret.docx");
        try (POIFSFileSystem container = new POIFSFileSystem();
                OutputStream out = Files.newOutputStream(file)) {
            Encryptor encryptor = new EncryptionInfo(mode).getEncryptor();
            encryptor.confirmPassword(password);
            try (OutputStream content = encryptor.getDataStream(container)) {
                Files.copy(plain, content);
            }
            container.writeFilesystem(out);
        }
        return file;
    }

    @ParameterizedTest
    @EnumSource(names = {"agile", "standard"})
    void the_password_opens_it(EncryptionMode mode) throws Exception {
        assertThat(Formats.read(encrypted(mode, "open sesame"), "open sesame").text())
                .isEqualTo("Nobody may know.");
    }

    @ParameterizedTest
    @EnumSource(names = {"agile", "standard"})
    void without_the_right_password_it_is_encrypted(EncryptionMode mode) throws Exception {
        Path file = encrypted(mode, "open sesame");

        Formats.assertFails(file, null, ErrorCode.DOCUMENT_ENCRYPTED);
        Formats.assertFails(file, "open barley", ErrorCode.DOCUMENT_ENCRYPTED);
    }

    @ParameterizedTest
    @EnumSource(names = {"agile"})
    void one_that_everybody_may_open_is_read(EncryptionMode mode) throws Exception {
        assertThat(Formats.read(encrypted(mode, "VelvetSweatshop")).text()).isEqualTo("Nobody may know.");
    }
}
