package io.ragline.worker.extract.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.ErrorCode;
import io.ragline.model.Page;
import io.ragline.model.PageWarning;
import io.ragline.worker.extract.Formats;
import io.ragline.worker.extract.PackedFile;
import io.ragline.worker.extract.PageWarnings;
import io.ragline.worker.extract.PdfFixture;
import io.ragline.worker.extract.RecordingSink;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MailExtractorTest {
    private static final String HEADERS = """
            From: =?utf-8?Q?Ada_L=C3=B6ve?= <ada@example.org>
            To: bob@example.org
            Date: Thu, 29 Feb 2024 11:00:00 +0100
            Subject: =?iso-8859-1?B?R3L232U=?= of
             pumps
            MIME-Version: 1.0
            """;

    @TempDir
    Path folder;

    private RecordingSink read(String mail) throws IOException {
        return Formats.read(file(mail));
    }

    private Path file(String mail) throws IOException {
        return Files.writeString(folder.resolve("mail.eml"), mail, StandardCharsets.UTF_8);
    }

    private static String multipart(String kind, String boundary, String... parts) {
        StringBuilder all =
                new StringBuilder("Content-Type: multipart/%s; boundary=\"%s\"\n\n".formatted(kind, boundary));
        for (String part : parts) {
            all.append("--").append(boundary).append('\n').append(part).append('\n');
        }
        return all.append("--").append(boundary).append("--\n").toString();
    }

    @Test
    void the_letter_comes_first_then_the_text() throws IOException {
        RecordingSink read = read(HEADERS + "\nHello Bob,\n\nthe pump\nworks.\n");

        assertThat(read.outline())
                .containsExactly(
                        "HEADING1: Größe of pumps",
                        "PARAGRAPH: From: Ada Löve <ada@example.org>\nTo: bob@example.org\nDate: Thu, 29 Feb 2024 11:00:00 +0100\n"
                                + "Subject: Größe of pumps",
                        "PARAGRAPH: Hello Bob,",
                        "PARAGRAPH: the pump\nworks.");
        assertThat(read.said().title()).isEqualTo("Größe of pumps");
        assertThat(read.said().created()).isEqualTo(Instant.parse("2024-02-29T10:00:00Z"));
    }

    @Test
    void of_html_and_plain_text_the_html_is_read() throws IOException {
        RecordingSink read = read(
                HEADERS
                        + multipart(
                                "alternative",
                                "a",
                                "Content-Type: text/plain\n\nplain words",
                                multipart(
                                        "related",
                                        "b",
                                        "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
                                                + "<p>rich w=C3=B6rds</p>",
                                        "Content-Type: image/png\nContent-ID: <x>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=")));

        assertThat(read.text()).contains("rich wörds").doesNotContain("plain words");
        assertThat(read.warnings()).isEmpty();
    }

    @Test
    void without_html_the_plain_text_is_read_in_its_encoding() throws IOException {
        byte[] mail = (HEADERS + "Content-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: 8bit\n\nНасос\n")
                .getBytes(Charset.forName("KOI8-R"));

        assertThat(Formats.read(Files.write(folder.resolve("mail.eml"), mail)).text())
                .endsWith("Насос");
    }

    @Test
    void attachments_follow_as_pages_with_their_names() throws IOException {
        byte[] word = Files.readAllBytes(
                PackedFile.word("<w:p><w:r><w:t>In Word</w:t></w:r></w:p>").write(folder.resolve("x")));
        String inner = "From: eve@example.org\nTo: ada@example.org\nSubject: Inner\nDate: x\n\nforwarded words\n";
        RecordingSink read = read(
                HEADERS
                        + multipart(
                                "mixed",
                                "m",
                                "Content-Type: text/plain\n\nsee below",
                                "Content-Type: application/octet-stream\nContent-Disposition: attachment;\n"
                                        + " filename*=utf-8''Gr%C3%B6%C3%9Fe.docx\nContent-Transfer-Encoding: base64\n\n"
                                        + Base64.getMimeEncoder().encodeToString(word),
                                "Content-Type: message/rfc822\n\n" + inner,
                                "Content-Type: application/zip; name=a.zip\nContent-Transfer-Encoding: base64\n\nUEsFBgAAAAAAAAAAAAAAAAAAAAAAAA=="));

        assertThat(read.pages()).extracting(Page::label).containsExactly(null, "Größe.docx", "attached mail");
        assertThat(read.outline(1)).endsWith("PARAGRAPH: see below");
        assertThat(read.outline(2)).containsExactly("PARAGRAPH: In Word");
        assertThat(read.outline(3)).startsWith("HEADING1: Inner").endsWith("PARAGRAPH: forwarded words");
        assertThat(read.total()).isEqualTo(3);
        assertThat(read.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(PageWarnings.ATTACHMENT_SKIPPED);
            assertThat(warning.detail()).contains("a.zip");
        });
    }

    @Test
    void mails_within_mails_are_read_up_to_a_depth() throws IOException {
        String mail = "From: a@b\nTo: c@d\nSubject: s\n\nthe innermost\n";
        for (int i = 0; i < 8; i++) {
            mail = HEADERS
                    + multipart(
                            "mixed",
                            "m" + i,
                            "Content-Type: text/plain\n\nlevel " + i,
                            "Content-Type: message/rfc822\n\n" + mail);
        }

        RecordingSink read = read(mail);

        assertThat(read.pages()).hasSize(5);
        assertThat(read.text()).contains("level 7", "level 3").doesNotContain("the innermost");
        assertThat(read.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(PageWarnings.ATTACHMENT_SKIPPED);
            assertThat(warning.detail()).contains("too deep");
        });
    }

    @Test
    void too_many_attachments_are_a_warning() throws IOException {
        String[] parts = new String[600];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = "Content-Type: application/x-thing; name=t%d\n\n\u0001\u0002".formatted(i);
        }

        RecordingSink read = read(HEADERS + multipart("mixed", "m", parts));

        assertThat(read.warnings())
                .hasSize(501)
                .anyMatch(warning -> warning.detail().contains("more than 500"));
    }

    @Test
    void the_pages_of_all_attachments_together_are_limited() throws IOException {
        byte[] threePages;
        try (PdfFixture pdf = new PdfFixture()) {
            for (int i = 0; i < 3; i++) {
                pdf.page(pen -> pen.text(70, 80, PdfFixture.REGULAR, 12, "Words of a page"));
            }
            threePages = Files.readAllBytes(pdf.save(folder.resolve("three.pdf")));
        }
        String attached = "Content-Type: application/pdf; name=%s\nContent-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder().encodeToString(threePages);
        String text = "Content-Type: text/plain; name=%s\nContent-Disposition: attachment\n\nwords of a note";
        Path mail = file(HEADERS
                + multipart(
                        "mixed",
                        "m",
                        "Content-Type: text/plain\n\nsee below",
                        attached.formatted("a.pdf"),
                        attached.formatted("b.pdf"),
                        text.formatted("c.txt"),
                        text.formatted("d.txt")));

        RecordingSink read = Formats.read(mail, null, 5);

        assertThat(read.pages()).extracting(Page::number).containsExactly(1, 2, 3, 4, 5);
        assertThat(read.pages().getLast().label()).isEqualTo("c.txt");
        assertThat(read.warnings())
                .extracting(PageWarning::code)
                .containsExactly(PageWarnings.ATTACHMENT_UNREADABLE, PageWarnings.ATTACHMENT_SKIPPED);
        assertThat(read.warnings())
                .extracting(PageWarning::detail)
                .allMatch(detail -> detail.endsWith("with it the document has more than 5 pages"));
    }

    @Test
    void an_encrypted_one_says_so() throws IOException {
        Path file = file(HEADERS + "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n"
                + "Content-Transfer-Encoding: base64\n\nMIIB");

        Formats.assertFails(file, null, ErrorCode.DOCUMENT_ENCRYPTED);
    }

    @Test
    void a_line_of_a_mailbox_before_it_does_no_harm() throws IOException {
        assertThat(read("From ada@example.org Thu Feb 29 11:00:00 2024\n" + HEADERS + "\nHello\n")
                        .outline())
                .startsWith("HEADING1: Größe of pumps")
                .endsWith("PARAGRAPH: Hello");
    }
}
