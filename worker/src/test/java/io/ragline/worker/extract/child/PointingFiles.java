package io.ragline.worker.extract.child;

import io.ragline.worker.extract.RawPdf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files of many formats that point to a server, and to a file of this machine, in every way that their format knows. */
final class PointingFiles {
    private final String server;
    private final String secret;

    /**
     * @param port of the server
     * @param secret URL of a file that no document may read
     */
    PointingFiles(int port, String secret) {
        this.server = "http://127.0.0.1:%d/".formatted(port);
        this.secret = secret;
    }

    /** By file name. */
    Map<String, byte[]> all() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("external.pdf", pdf());
        files.put("page.html", utf8(html()));
        files.put(
                "page.xhtml",
                utf8(doctype("html") + "<html xmlns=\"http://www.w3.org/1999/xhtml\">"
                        + "<head><title>A page</title></head><body>&e;<p>Some words</p></body></html>"));
        files.put("picture.svg", utf8(svg()));
        files.put(
                "data.xml",
                utf8(doctype("a") + "<a xmlns:xi=\"http://www.w3.org/2001/XInclude\">&e;"
                        + "<xi:include href=\"%sinclude\"/><xi:include parse=\"text\" href=\"%s\"/></a>"
                                .formatted(server, secret)));
        files.put(
                "note.md",
                utf8("# A note\n\n![picture](%spicture.png)\n\n<img src=\"%simg\">\n".formatted(server, server)));
        files.put("letter.rtf", utf8(rtf()));
        files.put("mail.eml", utf8(mail()));
        files.put("letter.docx", docx());
        files.put("letter.odt", odt());
        files.put("book.epub", epub());
        return files;
    }

    private String doctype(String root) {
        return """
               <?xml version="1.0"?>
               <!DOCTYPE %s PUBLIC "-//nobody//none" "%sdtd" [
               <!ENTITY e SYSTEM "%s"><!ENTITY f SYSTEM "%sentity"><!ENTITY %% p SYSTEM "%sparameter">%%p;]>
               """.formatted(root, server, secret, server, server);
    }

    private byte[] pdf() {
        String file = "<</Type /Filespec /FS /URL /F (%sfile) /UF (%sfile)>>".formatted(server, server);
        String action =
                "<</S /URI /URI (%suri) /Next [<</S /GoToR /F %s /D [0 /Fit]>> <</S /Launch /F %s>> <</S /SubmitForm /F %s>> <</S /ImportData /F %s>> <</S /JavaScript /JS (this.submitForm\\('%sjs'\\))>>]>>"
                        .formatted(server, file, file, file, file, server);
        return RawPdf.ofPages(
                        "/Resources <</Font <</F1 3 0 R /F2 20 0 R>> /XObject <</I 22 0 R /R 23 0 R>>>>"
                                + " /AA <</O 28 0 R>> /Annots [24 0 R 25 0 R]",
                        RawPdf.text("Some words") + " BT /F2 12 Tf (ab) Tj ET /I Do /R Do")
                .object(
                        1,
                        "<</Type /Catalog /Pages 2 0 R /OpenAction 28 0 R /URI <</Base (%s)>> /Metadata 26 0 R"
                                        .formatted(server)
                                + " /AcroForm <</Fields [24 0 R] /XFA 27 0 R>> /Names <</EmbeddedFiles <</Names [(a) %s]>>>>>>"
                                        .formatted(file))
                .object(20, "<</Type /Font /Subtype /TrueType /BaseFont /Far /FontDescriptor 21 0 R>>")
                .object(21, "<</Type /FontDescriptor /FontName /Far /Flags 4 /FontFile2 29 0 R>>")
                .stream(
                        22,
                        external(
                                "/Type /XObject /Subtype /Image /Width 9 /Height 9 /ColorSpace /DeviceGray /BitsPerComponent 8",
                                file),
                        "")
                .stream(23, "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Ref <</F %s /Page 0>>".formatted(file), "")
                .object(24, "<</Type /Annot /Subtype /Widget /FT /Tx /Rect [0 0 9 9] /A 28 0 R /AP <</N 30 0 R>>>>")
                .object(
                        25,
                        "<</Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS %s /A 28 0 R>>".formatted(file))
                .stream(26, "/Type /Metadata /Subtype /XML", doctype("x") + "<x>&e;&f;</x>")
                .stream(27, "", doctype("xdp") + "<xdp>&e;&f;<template href=\"%sxfa\"/></xdp>".formatted(server))
                .object(28, action)
                .stream(29, external("", file), "")
                .stream(30, external("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", file), "")
                .bytes();
    }

    private static String external(String entries, String file) {
        return "%s /F %s /FFilter /FlateDecode".formatted(entries, file);
    }

    private String html() {
        return """
               <!DOCTYPE html SYSTEM "%1$sdtd">
               <html manifest="%1$smanifest"><head><base href="%1$s"><link rel="stylesheet" href="%1$scss">
               <meta http-equiv="refresh" content="0; url=%1$srefresh"><script src="%1$sscript"></script>
               <style>@import url("%1$simport");</style></head>
               <body background="%1$sback"><p>Some words</p><img src="%1$simg" srcset="%1$sset 2x"><iframe src="%1$sframe"></iframe>
               <object data="%1$sobject"></object><embed src="%1$sembed"><video src="%1$svideo" poster="%1$sposter"></video>
               <iframe src="%2$s"></iframe></body></html>
               """.formatted(server, secret);
    }

    private String svg() {
        return doctype("svg") + """
                  <?xml-stylesheet href="%1$sstyle"?>
                  <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
                  <image xlink:href="%1$simage"/><use xlink:href="%1$suse"/><text>&e;&f; Some words</text></svg>
                  """.formatted(server);
    }

    private String rtf() {
        return "{\\rtf1\\ansi Some words{\\field{\\*\\fldinst INCLUDEPICTURE \"%1$spicture\"}}{\\*\\template %1$stemplate}"
                        .formatted(server)
                + "{\\object\\objautlink{\\*\\objclass htmlfile}{\\*\\objdata %sobject}}}".formatted(server);
    }

    private String mail() {
        return """
               From: a@example.com
               To: b@example.com
               Subject: A letter
               MIME-Version: 1.0
               Content-Type: multipart/mixed; boundary=x

               --x
               Content-Type: text/html

               %s
               --x
               Content-Type: message/external-body; access-type=URL; URL="%sbody"

               Content-Type: text/plain

               --x--
               """.formatted(html(), server);
    }

    private byte[] docx() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
                </Types>""");
        String office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
        parts.put(
                "_rels/.rels",
                relationships("<Relationship Id=\"r1\" Type=\"%sofficeDocument\" Target=\"word/document.xml\"/>"
                        .formatted(office)));
        parts.put(
                "word/_rels/document.xml.rels",
                relationships(
                        "<Relationship Id=\"r2\" Type=\"%1$simage\" TargetMode=\"External\" Target=\"%2$simage\"/>"
                                        .formatted(office, server)
                                + "<Relationship Id=\"r3\" Type=\"%1$sattachedTemplate\" TargetMode=\"External\" Target=\"%2$stemplate\"/>"
                                        .formatted(office, server)
                                + "<Relationship Id=\"r4\" Type=\"%1$soleObject\" TargetMode=\"External\" Target=\"%2$s\"/>"
                                        .formatted(office, secret)));
        parts.put(
                "word/document.xml",
                doctype("w:document")
                        + "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
                        + "<w:p><w:r><w:t>Some words &e;&f;</w:t></w:r></w:p></w:body></w:document>");
        return zip(parts);
    }

    private static String relationships(String each) {
        return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">%s</Relationships>"
                .formatted(each);
    }

    private byte[] odt() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("mimetype", "application/vnd.oasis.opendocument.text");
        parts.put(
                "META-INF/manifest.xml",
                "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">"
                        + "<manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"application/vnd.oasis.opendocument.text\"/>"
                        + "</manifest:manifest>");
        parts.put(
                "content.xml",
                doctype("office:document-content")
                        + "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
                        + " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
                        + " xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\""
                        + " xmlns:xlink=\"http://www.w3.org/1999/xlink\"><office:body><office:text><text:p>Some words &e;&f;"
                        + "<draw:frame><draw:image xlink:href=\"%simage\"/></draw:frame></text:p>".formatted(server)
                        + "<text:section><text:section-source xlink:href=\"%ssection\"/></text:section>"
                                .formatted(server)
                        + "</office:text></office:body></office:document-content>");
        return zip(parts);
    }

    private byte[] epub() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("mimetype", "application/epub+zip");
        parts.put(
                "META-INF/container.xml",
                doctype("container")
                        + "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles>"
                        + "<rootfile full-path=\"book.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>");
        parts.put(
                "book.opf",
                "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\"><manifest>"
                        + "<item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/>"
                        + "<item id=\"b\" href=\"%sremote.xhtml\" media-type=\"application/xhtml+xml\"/></manifest>"
                                .formatted(server)
                        + "<spine><itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>");
        parts.put("a.xhtml", html());
        return zip(parts);
    }

    private static byte[] zip(Map<String, String> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(utf8(part.getValue()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
