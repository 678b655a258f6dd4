package io.ragline.worker.extract.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.Page;
import io.ragline.worker.extract.Formats;
import io.ragline.worker.extract.RecordingSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OutlookExtractorTest {
    private static final String SUBJECT = "0037";
    private static final String FROM = "0C1A";
    private static final String TO = "0E04";
    private static final String TEXT = "1000";
    private static final String FILE_NAME = "3707";
    private static final String CONTENT = "3701";

    @TempDir
    Path folder;

    private static void text(DirectoryEntry folder, String property, String value) throws IOException {
        folder.createDocument(
                "__substg1.0_" + property + "001F",
                new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_16LE)));
    }

    private static void bytes(DirectoryEntry folder, String property, String value) throws IOException {
        folder.createDocument(
                "__substg1.0_" + property + "0102", new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8)));
    }

    private static void message(DirectoryEntry folder, String subject, String body, int headerLength)
            throws IOException {
        folder.createDocument("__properties_version1.0", new ByteArrayInputStream(new byte[headerLength]));
        text(folder, SUBJECT, subject);
        text(folder, FROM, "Ada");
        text(folder, TO, "Bob\u0000");
        text(folder, TEXT, body);
    }

    @Test
    void the_letter_the_text_and_the_attachments_are_read() throws IOException {
        Path file = folder.resolve("mail.msg");
        try (POIFSFileSystem container = new POIFSFileSystem();
                OutputStream out = Files.newOutputStream(file)) {
            message(container.getRoot(), "Pumps", "The pump\nworks.", 32);
            DirectoryEntry first = container.getRoot().createDirectory("__attach_version1.0_#00000000");
            first.createDocument("__properties_version1.0", new ByteArrayInputStream(new byte[8]));
            text(first, FILE_NAME, "notes.txt");
            bytes(first, CONTENT, "Attached words.");
            DirectoryEntry second = container.getRoot().createDirectory("__attach_version1.0_#00000001");
            second.createDocument("__properties_version1.0", new ByteArrayInputStream(new byte[8]));
            message(second.createDirectory("__substg1.0_3701000D"), "Inner", "Forwarded words.", 24);
            container.writeFilesystem(out);
        }

        RecordingSink read = Formats.read(file);

        assertThat(read.outline(1))
                .containsExactly(
                        "HEADING1: Pumps",
                        "PARAGRAPH: From: Ada\nTo: Bob\nSubject: Pumps",
                        "PARAGRAPH: The pump\nworks.");
        assertThat(read.outline(2)).containsExactly("PARAGRAPH: Attached words.");
        assertThat(read.outline(3)).startsWith("HEADING1: Inner").endsWith("PARAGRAPH: Forwarded words.");
        assertThat(read.pages()).extracting(Page::label).containsExactly(null, "notes.txt", "attachment 2");
    }
}
