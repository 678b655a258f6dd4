package io.ragline.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MediaTypeSnifferTest {
    private static final String PDF = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n";

    private final MediaTypeSniffer sniffer = new MediaTypeSniffer();

    @Test
    void a_pdf_is_one_whatever_its_name() {
        assertSniffed(PDF, "report.pdf", MediaTypeSniffer.PDF);
        assertSniffed(PDF, "report.txt", MediaTypeSniffer.PDF);
        assertSniffed(PDF, "", MediaTypeSniffer.PDF);
    }

    @Test
    void junk_before_the_header_of_a_pdf_does_not_hide_it() {
        assertSniffed("x".repeat(900) + PDF, "report.pdf", MediaTypeSniffer.PDF);
        assertSniffed("\u0000\u0001".repeat(100) + PDF, "report.pdf", MediaTypeSniffer.PDF);
    }

    @Test
    void a_text_that_mentions_the_header_of_a_pdf_is_text() {
        assertSniffed("Every PDF begins with %PDF-1.4 or so.", "notes.txt", MediaTypeSniffer.PLAIN_TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes.txt", "notes", "server.log", "table.csv", "Main.java", "data.json"})
    void text_is_text_whatever_its_name(String filename) {
        assertSniffed("Some words, and a few more.\n", filename, MediaTypeSniffer.PLAIN_TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "readme.MARKDOWN"})
    void the_name_tells_markdown_from_other_text(String filename) {
        assertSniffed("# Title\n\nSome words.\n", filename, MediaTypeSniffer.MARKDOWN);
    }

    @Test
    void text_in_utf_16_is_text() {
        assertThat(sniffer.sniff("\ufeffSome words".getBytes(StandardCharsets.UTF_16LE), "notes.txt"))
                .contains(MediaTypeSniffer.PLAIN_TEXT);
    }

    @Test
    void an_empty_file_is_text() {
        assertSniffed("", "notes.txt", MediaTypeSniffer.PLAIN_TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.txt", "evil.md", "evil.pdf", "evil"})
    void a_binary_file_is_refused_whatever_it_is_called(String filename) {
        byte[] program = new byte[2_000];
        System.arraycopy("\u007fELF\u0002\u0001\u0001".getBytes(StandardCharsets.ISO_8859_1), 0, program, 0, 7);

        assertThat(sniffer.sniff(program, filename)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "89504e470d0a1a0a0000000d49484452, image/png",
        "ffd8ffe000104a46494600010100, image/jpeg",
        "49492a0008000000, image/tiff",
        "4d4d002a00000008, image/tiff",
        "474946383961010001000000, image/gif",
        "524946461a00000057454250565038, image/webp",
        "424d4600000000000000360000002800000002000000020000000100180000000000, image/bmp"
    })
    void a_picture_is_one_whatever_its_name(String head, String type) {
        byte[] picture = HexFormat.of().parseHex(head);

        assertThat(sniffer.sniff(picture, "scan")).contains(type);
        assertThat(sniffer.sniff(picture, "notes.txt")).contains(type);
    }

    @Test
    void formats_that_only_look_like_text_are_not_taken_for_text() {
        assertSniffed("<!DOCTYPE html><html><body>x</body></html>", "a.txt", "text/html");
        assertSniffed("{\\rtf1\\ansi words}", "a.txt", "application/rtf");
        assertThat(sniffer.sniff("%!PS-Adobe-3.0\n%%Title: x\nshowpage\n".getBytes(StandardCharsets.UTF_8), "a.txt"))
                .isEmpty();
    }

    @Test
    void a_file_is_told_by_its_beginning(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("upload"), PDF);

        assertThat(sniffer.sniff(file, "report")).contains(MediaTypeSniffer.PDF);
    }

    private void assertSniffed(String content, String filename, String expected) {
        assertThat(sniffer.sniff(content.getBytes(StandardCharsets.UTF_8), filename))
                .contains(expected);
    }
}
