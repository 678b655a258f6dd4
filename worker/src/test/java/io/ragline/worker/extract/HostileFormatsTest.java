package io.ragline.worker.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ragline.model.ErrorCode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that were built to do harm, and such as got damaged on the way. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class HostileFormatsTest {
    private static final String LAUGHS = """
            <!DOCTYPE x [<!ENTITY a "ha ha ha ha ha ha ha ha ha ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
            <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
            <!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">]>
            """;

    @TempDir
    Path folder;

    private static PackedFile word(String document) {
        return PackedFile.word("").with("word/document.xml", document);
    }

    private static String wordDocument(String beforeRoot, String text) {
        return beforeRoot
                + "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>"
                + text + "</w:t></w:r></w:p></w:body></w:document>";
    }

    @Test
    void a_zip_bomb_is_told_by_what_it_unpacks_to() throws IOException {
        byte[] spaces = new byte[1 << 20];
        Arrays.fill(spaces, (byte) ' ');
        Path bomb = folder.resolve("big.docx");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(bomb));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            zip.write(("<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument"
                            + ".wordprocessingml.document.main+xml\"/></Types>")
                    .getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("_rels/.rels"));
            zip.write(("<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/>"
                            + "</Relationships>")
                    .getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            zip.write("<a>".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 200; i++) {
                zip.write(spaces);
            }
            zip.write("</a>".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(Files.size(bomb)).isLessThan(400_000);
        Formats.assertFails(bomb, null, ErrorCode.DOCUMENT_TOO_LARGE);
    }

    @Test
    void entities_within_entities_are_not_followed_without_end() throws IOException {
        Path docx = word(wordDocument(LAUGHS, "&f;")).write(folder.resolve("laughs.docx"));
        Path odt = PackedFile.openDocument("text", "", "")
                .with("content.xml", LAUGHS + "<a>&f;</a>")
                .write(folder.resolve("laughs.odt"));

        Formats.assertFails(docx, null, ErrorCode.DOCUMENT_UNREADABLE);
        Formats.assertFails(odt, null, ErrorCode.DOCUMENT_UNREADABLE);
        assertThatThrownBy(() -> Formats.read(docx))
                .hasMessageMatching(
                        "The file is damaged: line \\d+: its entities stand for more text than is expanded");
    }

    @Test
    void a_file_on_this_machine_does_not_get_into_the_text() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "the password is swordfish");
        String entity = "<!DOCTYPE x [<!ENTITY s SYSTEM \"%s\">]>".formatted(secret.toUri());
        Path docx = word(wordDocument(entity, "Before &s; after")).write(folder.resolve("xxe.docx"));
        Path odt = PackedFile.openDocument("text", "", "")
                .with(
                        "content.xml",
                        entity
                                + "<o:c xmlns:o=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:t=\"x:text:1.0\">"
                                + "<o:body><o:text><t:p>Before &s; after</t:p></o:text></o:body></o:c>")
                .write(folder.resolve("xxe.odt"));

        assertThat(Formats.read(docx).text()).isEqualTo("Before after");
        assertThat(Formats.read(odt).text()).isEqualTo("Before after");
    }

    @Test
    void nothing_that_a_document_points_to_is_fetched() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread listener = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        server.accept().close();
                        calls.incrementAndGet();
                    }
                } catch (IOException e) {
                    // closed at the end of the test
                }
            });
            String url = "http://127.0.0.1:%d/x".formatted(server.getLocalPort());
            String doctype =
                    "<!DOCTYPE x SYSTEM \"%s.dtd\" [<!ENTITY e SYSTEM \"%s\"><!ENTITY %% p SYSTEM \"%s\"> %%p;]>"
                            .formatted(url, url, url);
            Formats.read(word(wordDocument(doctype, "Text &e;"))
                    .relatedOutside("word/document.xml", "t", "attachedTemplate", url)
                    .relatedOutside("word/document.xml", "o", "oleObject", url)
                    .relatedOutside("word/document.xml", "p", "package", url)
                    .write(folder.resolve("a.docx")));
            Formats.read(Files.writeString(folder.resolve("a.html"), """
                    <html><head><base href="%1$s"><link rel=stylesheet href="%1$s"><meta http-equiv=refresh content="0;url=%1$s">
                    </head><body><img src="%1$s" alt="x"><iframe src="%1$s"></iframe><object data="%1$s"></object>
                    <script src="%1$s"></script><p>Text</p></body></html>""".formatted(url)));
            Formats.read(Files.writeString(
                    folder.resolve("a.eml"),
                    "From: a@b\nTo: c@d\nSubject: s\nContent-Type: text/html\n\n<img src=\"%s\"><p>Text"
                            .formatted(url)));
            Formats.read(Files.writeString(
                    folder.resolve("a.rtf"),
                    "{\\rtf1 {\\*\\template %1$s}{\\field{\\*\\fldinst INCLUDEPICTURE \"%1$s\"}{\\fldrslt Text}}}"
                            .formatted(url)));
            Formats.read(PackedFile.openDocument(
                            "text",
                            "",
                            "<office:text><text:p>x</text:p><draw:object xlink:href=\"%s\"/></office:text>"
                                    .formatted(url))
                    .write(folder.resolve("a.odt")));

            server.close();
            listener.join();
        }

        assertThat(calls).hasValue(0);
    }

    @Test
    void nesting_without_end_is_refused_or_read_but_breaks_nothing() throws IOException {
        int depth = 20_000;
        Path docx = word(wordDocument("", "<w:x>".repeat(depth) + "</w:x>".repeat(depth)))
                .write(folder.resolve("deep.docx"));
        Path html = Files.writeString(folder.resolve("deep.html"), "<html><body>" + "<div><b>".repeat(depth) + "deep");
        Path rtf = Files.writeString(folder.resolve("deep.rtf"), "{\\rtf1 " + "{".repeat(depth) + "deep");

        Formats.assertFails(docx, null, ErrorCode.DOCUMENT_UNREADABLE);
        Formats.assertFails(rtf, null, ErrorCode.DOCUMENT_UNREADABLE);
        assertThatThrownBy(() -> Formats.read(docx))
                .hasMessageMatching("The file is damaged: line \\d+: its elements are nested too deep");
        assertThat(Formats.read(html).text()).isEqualTo("deep");
    }

    @Test
    void tables_within_tables_stay_text() throws IOException {
        String table = "inner";
        for (int i = 0; i < 50; i++) {
            table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>level %d</w:t></w:r></w:p>%s</w:tc></w:tr></w:tbl>"
                    .formatted(i, table);
        }

        assertThat(Formats.read(PackedFile.word(table).write(folder.resolve("tables.docx")))
                        .text())
                .contains("level 49", "level 0");
    }

    @Test
    void what_was_cut_off_is_unreadable() throws IOException {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            body.append("<w:p><w:r><w:t>")
                    .append(Integer.toHexString(i * 7_919))
                    .append("</w:t></w:r></w:p>");
        }
        byte[] docx = Files.readAllBytes(PackedFile.word(body.toString()).write(folder.resolve("whole.docx")));
        byte[] odt = Files.readAllBytes(PackedFile.openDocument("text", "", "<office:text>" + body + "</office:text>")
                .write(folder.resolve("whole.odt")));

        Formats.assertFails(
                Files.write(folder.resolve("cut.docx"), Arrays.copyOf(docx, docx.length / 2)),
                null,
                ErrorCode.DOCUMENT_UNREADABLE);
        Formats.assertFails(
                Files.write(folder.resolve("cut.odt"), Arrays.copyOf(odt, odt.length / 2)),
                null,
                ErrorCode.DOCUMENT_UNREADABLE);
    }

    @Test
    void a_part_with_a_hole_is_unreadable() throws IOException {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            body.append("<w:p><w:r><w:t>")
                    .append(Integer.toHexString(i * 7_919))
                    .append("</w:t></w:r></w:p>");
        }
        byte[] docx = Files.readAllBytes(PackedFile.word(body.toString()).write(folder.resolve("whole.docx")));
        Arrays.fill(docx, docx.length / 2, docx.length / 2 + 500, (byte) 0xff);

        Formats.assertFails(Files.write(folder.resolve("hole.docx"), docx), null, ErrorCode.DOCUMENT_UNREADABLE);
    }

    @Test
    void html_of_any_size_is_not_parsed() throws IOException {
        Path file = folder.resolve("big.html");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write("<html><body>".getBytes(StandardCharsets.UTF_8));
            byte[] words =
                    "<p>Some words of a page without end.</p>\n".repeat(1_000).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 1_000; i++) {
                out.write(words);
            }
        }

        Formats.assertFails(file, null, ErrorCode.DOCUMENT_TOO_LARGE);
    }
}
