package io.ragline.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><html><body>x</body></html>",
                "\n <!-- c --><HTML lang=en>",
                "<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'>",
                "<p>A piece of a page"
            })
    void html_is_told_by_its_tags(String html) {
        assertSniffed(html, "a.txt", DocumentType.HTML.mediaType());
    }

    @Test
    void markdown_may_begin_with_a_tag() {
        assertSniffed("<p align=center>Logo</p>\n\n# Title\n", "README.md", MediaTypeSniffer.MARKDOWN);
        assertSniffed("<!DOCTYPE html><html></html>", "README.md", DocumentType.HTML.mediaType());
    }

    @Test
    void rtf_and_mail_are_told_by_their_beginning() {
        assertSniffed("{\\rtf1\\ansi words}", "a.txt", DocumentType.RTF.mediaType());
        assertSniffed(
                "Received: from a\n\tby b\nFrom: a@b\nSubject: x\n\nHello", "a.txt", DocumentType.MAIL.mediaType());
        assertSniffed(
                "From a@b Thu Feb 29 11:00:00 2024\nFrom: a@b\nTo: c@d\nSubject: x\n\nHello",
                "a",
                DocumentType.MAIL.mediaType());
    }

    @Test
    void a_text_with_a_colon_here_and_there_is_no_mail() {
        assertSniffed(
                "From: the office\nTo: all\nPlease note the following.\nDate: today\n",
                "memo.txt",
                MediaTypeSniffer.PLAIN_TEXT);
    }

    @Test
    void values_are_told_by_their_name_or_by_nothing_but_values() {
        assertSniffed("a,b\n1,2\n", "x.csv", DocumentType.CSV.mediaType());
        assertSniffed("a,b\n1,2\n", "x.txt", MediaTypeSniffer.PLAIN_TEXT);
        assertSniffed("a\tb\n1\t2\n3\t4\n5\t6\n7\t8\n", "x.txt", DocumentType.CSV.mediaType());
        assertSniffed("One, two.\nThree, four, five.\nSix.\n", "x.csv", MediaTypeSniffer.PLAIN_TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1251", "KOI8-R", "ISO-8859-5", "UTF-16LE", "UTF-16"})
    void text_in_any_encoding_is_text(String charset) {
        byte[] text = "Перед запуском насоса проверьте клапан. Check the valve.\n".getBytes(Charset.forName(charset));

        assertThat(sniffer.sniff(text, "notes.txt")).contains(MediaTypeSniffer.PLAIN_TEXT);
    }

    @Test
    void what_is_written_as_text_for_programs_only_is_refused() {
        for (String text : List.of(
                "<?xml version=\"1.0\"?><project><a/></project>",
                "%!PS-Adobe-3.0\n%%EOF\n",
                "From a@b Thu Feb 29 11:00:00 2024\nFrom: a@b\nTo: c\nSubject: x\n\nHello\n\nFrom c@d Thu Feb 29 12:00:00 2024\n")) {
            assertThat(sniffer.sniff(text.getBytes(StandardCharsets.UTF_8), "a.txt"))
                    .as(text)
                    .isEmpty();
        }
    }

    @Test
    void packed_documents_are_told_by_what_is_in_them(@TempDir Path folder) throws IOException {
        assertPacked(DocumentType.EPUB, folder, "mimetype", "application/epub+zip");
        assertPacked(DocumentType.ODS, folder, "mimetype", "application/vnd.oasis.opendocument.spreadsheet-template");
        assertPacked(
                DocumentType.DOCX,
                folder,
                "word/document.xml",
                "<w/>",
                "[Content_Types].xml",
                "<Override ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/>");
        assertPacked(
                DocumentType.XLSX,
                folder,
                "[Content_Types].xml",
                "<Override ContentType='application/vnd.ms-excel.sheet.macroEnabled.main+xml'/>");
        assertPacked(
                DocumentType.PPTX,
                folder,
                "[Content_Types].xml",
                "<Override ContentType='application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml'/>");
    }

    @Test
    void other_zips_are_refused(@TempDir Path folder) throws IOException {
        assertThat(sniffer.sniff(zip(folder, "a.txt", "words", "word/document.xml", "<w/>"), "a.docx"))
                .isEmpty();
        assertThat(sniffer.sniff(zip(folder, "mimetype", "application/java-archive"), "a.epub"))
                .isEmpty();
        assertThat(sniffer.sniff(
                        zip(folder, "[Content_Types].xml", "application/vnd.ms-excel.sheet.binary.macroEnabled.main"),
                        "a.xlsx"))
                .isEmpty();
    }

    @Test
    void a_packed_document_that_was_cut_off_is_still_told(@TempDir Path folder) throws IOException {
        Path file = zip(
                folder,
                "[Content_Types].xml",
                "<Override ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/>",
                "word/document.xml",
                "<w/>".repeat(1_000));
        byte[] whole = Files.readAllBytes(file);
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length - 200));

        assertThat(sniffer.sniff(cut, "report")).contains(DocumentType.DOCX.mediaType());
    }

    @Test
    void a_directory_that_lies_about_its_place_does_no_harm(@TempDir Path folder) throws IOException {
        byte[] bytes = Files.readAllBytes(zip(folder, "mimetype", "application/epub+zip"));
        for (int i = bytes.length - 22; i < bytes.length; i++) {
            byte[] broken = bytes.clone();
            broken[i] ^= (byte) 0xff;
            sniffer.sniff(broken, "a");
        }
        byte[] longNames = bytes.clone();
        Arrays.fill(longNames, 26, 30, (byte) 0xff);

        assertThat(sniffer.sniff(longNames, "a")).isEmpty();
    }

    @Test
    void every_type_is_named_to_people_and_found_again() {
        for (DocumentType type : DocumentType.values()) {
            assertThat(DocumentType.of(type.mediaType())).contains(type);
        }
        assertThat(DocumentType.NAMES)
                .contains(
                        "PDF",
                        ".docx",
                        ".doc",
                        ".pptx",
                        ".ppt",
                        ".xlsx",
                        ".xls",
                        ".odt",
                        ".odp",
                        ".ods",
                        "HTML",
                        "Markdown")
                .contains(
                        "plain text",
                        "CSV",
                        "EPUB",
                        "RTF",
                        ".eml",
                        ".msg",
                        "PNG",
                        "JPEG",
                        "TIFF",
                        "BMP",
                        "GIF",
                        "WebP");
    }

    private void assertPacked(DocumentType expected, Path folder, String... entries) throws IOException {
        assertThat(sniffer.sniff(zip(folder, entries), "anything.bin")).contains(expected.mediaType());
        assertThat(MediaTypeSniffer.isPackedDocument(zip(folder, entries))).isTrue();
    }

    /** @param entries names and contents in turn */
    private static Path zip(Path folder, String... entries) throws IOException {
        Path file = folder.resolve("packed");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < entries.length; i += 2) {
                zip.putNextEntry(new ZipEntry(entries[i]));
                zip.write(entries[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
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
