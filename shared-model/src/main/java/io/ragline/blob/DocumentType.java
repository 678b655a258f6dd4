package io.ragline.blob;

import java.util.Arrays;
import java.util.Optional;

/** The types of files that Ragline reads: the one list that the check at upload, the readers and the texts share. */
public enum DocumentType {
    PDF("application/pdf"),
    PLAIN_TEXT("text/plain"),
    MARKDOWN("text/markdown"),
    HTML("text/html"),
    /** Values parted by commas, semicolons, tabs or bars. */
    CSV("text/csv"),
    RTF("application/rtf"),
    EPUB("application/epub+zip"),
    MAIL("message/rfc822"),
    OUTLOOK("application/vnd.ms-outlook"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    /** A DOCX, XLSX or PPTX behind a password: which of them shows only when it is opened. */
    OOXML_PROTECTED("application/x-tika-ooxml-protected"),
    DOC("application/msword"),
    XLS("application/vnd.ms-excel"),
    PPT("application/vnd.ms-powerpoint"),
    ODT("application/vnd.oasis.opendocument.text"),
    ODS("application/vnd.oasis.opendocument.spreadsheet"),
    ODP("application/vnd.oasis.opendocument.presentation"),
    /** OpenDocument as a single XML file: text, spreadsheet or presentation. */
    FLAT_OPEN_DOCUMENT("application/vnd.oasis.opendocument.flat"),
    /** A picture, like the others here: read if only by recognising the text in it. */
    PNG("image/png"),
    JPEG("image/jpeg"),
    TIFF("image/tiff"),
    BMP("image/bmp"),
    GIF("image/gif"),
    WEBP("image/webp");

    /** All of them, as people call them. */
    public static final String NAMES = "PDF, Word (.docx, .doc), PowerPoint (.pptx, .ppt), Excel (.xlsx, .xls),"
            + " OpenDocument (.odt, .odp, .ods, also flat), HTML, Markdown, plain text, CSV and TSV, EPUB, RTF,"
            + " mail (.eml, .msg) and images (PNG, JPEG, TIFF, BMP, GIF, WebP)";

    private final String mediaType;

    DocumentType(String mediaType) {
        this.mediaType = mediaType;
    }

    /** As kept in the catalogue, such as {@code application/pdf}. */
    public String mediaType() {
        return mediaType;
    }

    /** Empty for a type that Ragline doesn't read. */
    public static Optional<DocumentType> of(String mediaType) {
        return Arrays.stream(values())
                .filter(type -> type.mediaType.equals(mediaType))
                .findFirst();
    }
}
