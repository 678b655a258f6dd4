package io.ragline.blob;

import java.util.Arrays;
import java.util.Optional;

/** The types of files that Ragline reads: the one list that the check at upload, the readers and the texts share. */
public enum DocumentType {
    PDF("application/pdf", "pdf"),
    PLAIN_TEXT("text/plain", "txt"),
    MARKDOWN("text/markdown", "md"),
    HTML("text/html", "html"),
    /** Values parted by commas, semicolons, tabs or bars. */
    CSV("text/csv", "csv"),
    RTF("application/rtf", "rtf"),
    EPUB("application/epub+zip", "epub"),
    MAIL("message/rfc822", "eml"),
    OUTLOOK("application/vnd.ms-outlook", "msg"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    /** A DOCX, XLSX or PPTX behind a password: which of them shows only when it is opened. */
    OOXML_PROTECTED("application/x-tika-ooxml-protected", "ooxml"),
    DOC("application/msword", "doc"),
    XLS("application/vnd.ms-excel", "xls"),
    PPT("application/vnd.ms-powerpoint", "ppt"),
    ODT("application/vnd.oasis.opendocument.text", "odt"),
    ODS("application/vnd.oasis.opendocument.spreadsheet", "ods"),
    ODP("application/vnd.oasis.opendocument.presentation", "odp"),
    /** OpenDocument as a single XML file: text, spreadsheet or presentation. */
    FLAT_OPEN_DOCUMENT("application/vnd.oasis.opendocument.flat", "fodt"),
    /** A picture, like the others here: read if only by recognising the text in it. */
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg"),
    TIFF("image/tiff", "tiff"),
    BMP("image/bmp", "bmp"),
    GIF("image/gif", "gif"),
    WEBP("image/webp", "webp");

    /** All of them, as people call them. */
    public static final String NAMES = "PDF, Word (.docx, .doc), PowerPoint (.pptx, .ppt), Excel (.xlsx, .xls),"
            + " OpenDocument (.odt, .odp, .ods, also flat), HTML, Markdown, plain text, CSV and TSV, EPUB, RTF,"
            + " mail (.eml, .msg) and images (PNG, JPEG, TIFF, BMP, GIF, WebP)";

    private final String mediaType;
    private final String extension;

    DocumentType(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /** As kept in the catalogue, such as {@code application/pdf}. */
    public String mediaType() {
        return mediaType;
    }

    /** How files of the type usually end, such as {@code pdf}. */
    public String extension() {
        return extension;
    }

    /** Empty for a type that Ragline doesn't read. */
    public static Optional<DocumentType> of(String mediaType) {
        return Arrays.stream(values())
                .filter(type -> type.mediaType.equals(mediaType))
                .findFirst();
    }
}
