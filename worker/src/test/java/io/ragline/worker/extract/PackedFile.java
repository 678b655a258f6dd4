package io.ragline.worker.extract;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes documents that are packed as ZIP, from the text of their parts. */
public final class PackedFile {
    private static final String RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static final String WORD = "wordprocessingml.document.main";

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    public static PackedFile empty() {
        return new PackedFile();
    }

    /** With what every Word file has around its main part. */
    public static PackedFile word(String body) {
        return office("word/document.xml", WORD).with("word/document.xml", """
                        <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
                            xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
                            xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
                            xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
                            xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
                            xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
                            xmlns:o="urn:schemas-microsoft-com:office:office"><w:body>%s</w:body></w:document>""".formatted(body));
    }

    /** With what every Office file has around its main part. */
    public static PackedFile office(String mainPart, String kind) {
        return empty().with("[Content_Types].xml", """
                        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                        <Default Extension="xml" ContentType="application/xml"/>
                        <Override PartName="/%s" ContentType="application/vnd.openxmlformats-officedocument.%s+xml"/>
                        </Types>""".formatted(mainPart, kind))
                .related("", "r1", "officeDocument", mainPart);
    }

    /** An OpenDocument text. */
    public static PackedFile openDocument(String kind, String automaticStyles, String body) {
        return empty().with("mimetype", "application/vnd.oasis.opendocument." + kind)
                .with("content.xml", """
                        <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
                            xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
                            xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
                            xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
                            xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
                            xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"
                            xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
                            xmlns:chart="urn:oasis:names:tc:opendocument:xmlns:chart:1.0"
                            xmlns:dc="http://purl.org/dc/elements/1.1/"
                            xmlns:xlink="http://www.w3.org/1999/xlink">
                        <office:automatic-styles>%s</office:automatic-styles>
                        <office:body>%s</office:body></office:document-content>""".formatted(automaticStyles, body));
    }

    public PackedFile with(String name, String content) {
        return with(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public PackedFile with(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    /** Lets a part point to another. */
    public PackedFile related(String part, String id, String type, String target) {
        return related(
                part,
                "<Relationship Id=\"%s\" Type=\"%s%s\" Target=\"/%s\"/>".formatted(id, RELATIONSHIPS, type, target));
    }

    /** Lets a part point out of the file. */
    public PackedFile relatedOutside(String part, String id, String type, String url) {
        return related(
                part,
                "<Relationship Id=\"%s\" Type=\"%s%s\" Target=\"%s\" TargetMode=\"External\"/>"
                        .formatted(id, RELATIONSHIPS, type, url));
    }

    private PackedFile related(String part, String relationship) {
        int slash = part.lastIndexOf('/') + 1;
        String name = part.substring(0, slash) + "_rels/" + part.substring(slash) + ".rels";
        String before = entries.containsKey(name)
                ? new String(entries.get(name), StandardCharsets.UTF_8).replace("</Relationships>", "")
                : "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
        return with(name, before + relationship + "</Relationships>");
    }

    public Path write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file;
    }
}
