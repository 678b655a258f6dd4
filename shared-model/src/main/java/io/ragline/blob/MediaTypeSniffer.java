package io.ragline.blob;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypes;

/**
 * What an uploaded file is, by its content first: a name or a declared type can be wrong, or lie. The name only tells the
 * formats apart that are mere text: Markdown, values parted by delimiters, a piece of HTML. Nothing is parsed: the file's
 * beginning is looked at, and of a container its directory, both up to a fixed size. Safe for use by many threads.
 */
public final class MediaTypeSniffer {
    public static final String PDF = DocumentType.PDF.mediaType();
    public static final String PLAIN_TEXT = DocumentType.PLAIN_TEXT.mediaType();
    public static final String MARKDOWN = DocumentType.MARKDOWN.mediaType();

    /** How much of the file's beginning decides. */
    public static final int HEAD_BYTES = 64 * 1_024;

    /** Readers accept a PDF whose header comes late, and so does PDFBox. */
    private static final int PDF_HEADER_WITHIN = 1_024;

    private static final Pattern PDF_HEADER = Pattern.compile("%PDF-\\d\\.\\d");
    private static final Pattern PDF_OBJECT = Pattern.compile("\\d\\s+\\d\\s+obj\\b");

    /** Written as text, but what they say is packed or is meant for programs. */
    private static final List<MediaType> NOT_PLAIN = Stream.of(
                    "xml", "mbox", "postscript", "x-uuencode", "mac-binhex40", "pgp-encrypted", "pgp-keys")
            .map(MediaType::application)
            .toList();

    private static final MediaType XHTML = MediaType.application("xhtml+xml");

    private final MimeTypes types = MimeTypes.getDefaultMimeTypes();
    private final MediaTypeRegistry registry = types.getMediaTypeRegistry();

    /** The media type of a file, if it is one of {@link DocumentType}. */
    public Optional<String> sniff(Path file, String filename) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return sniff(Glimpse.of(channel), filename).map(DocumentType::mediaType);
        }
    }

    /** As {@link #sniff(Path, String)}, of a whole file. */
    public Optional<String> sniff(byte[] content, String filename) {
        try {
            return sniff(Glimpse.of(content), filename).map(DocumentType::mediaType);
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory can't be read", e);
        }
    }

    /** Whether a ZIP is a document that is packed as one. */
    public static boolean isPackedDocument(Path zip) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(zip)) {
            return ZipGlimpse.typeOf(Glimpse.of(channel)).isPresent();
        }
    }

    private Optional<DocumentType> sniff(Glimpse file, String filename) throws IOException {
        byte[] head = file.at(0, HEAD_BYTES);
        if (ZipGlimpse.isZip(head)) {
            return ZipGlimpse.typeOf(file);
        }
        if (OleGlimpse.isOle(head)) {
            return OleGlimpse.typeOf(file);
        }
        if (isPdf(head)) {
            return Optional.of(DocumentType.PDF);
        }
        TextGlimpse text = new TextGlimpse(head, head.length == file.size(), filename);
        Optional<DocumentType> marked = text.marked();
        if (marked.isPresent()) {
            return marked;
        }
        return head.length == 0 ? Optional.of(text.kind()) : byMagic(detect(head), text);
    }

    private Optional<DocumentType> byMagic(MediaType type, TextGlimpse text) {
        if (type.getType().equals("image")) {
            return DocumentType.of(type.toString());
        }
        if (registry.isInstanceOf(type, MediaType.TEXT_HTML) || type.equals(XHTML)) {
            return Optional.of(DocumentType.HTML);
        }
        return isText(type) ? Optional.of(text.kind()) : Optional.empty();
    }

    private static boolean isPdf(byte[] head) {
        String beginning = new String(head, 0, Math.min(head.length, PDF_HEADER_WITHIN), StandardCharsets.ISO_8859_1);
        var header = PDF_HEADER.matcher(beginning);
        if (!header.find()) {
            return false;
        }
        // a text may mention the header; with its first object as well, it is the thing itself
        return header.start() == 0
                || PDF_OBJECT
                        .matcher(new String(head, StandardCharsets.ISO_8859_1))
                        .find(header.end());
    }

    private MediaType detect(byte[] head) {
        try (TikaInputStream in = TikaInputStream.get(head)) {
            // without the name: by it, anything may call itself text
            MediaType type = types.detect(in, new Metadata());
            boolean named = NOT_PLAIN.stream().anyMatch(other -> registry.isInstanceOf(type, other));
            if (!type.getType().equals("application") || named || type.equals(XHTML)) {
                return type;
            }
            // of other formats for programs that are text the mark says little; one that is no PDF to us is at most a
            // text about them; and most texts in other letters than Latin ones are mere octets to Tika
            return TextGlimpse.isText(head) ? MediaType.TEXT_PLAIN : MediaType.OCTET_STREAM;
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory can't be read", e);
        }
    }

    private boolean isText(MediaType type) {
        return registry.isInstanceOf(type, MediaType.TEXT_PLAIN)
                && NOT_PLAIN.stream().noneMatch(other -> registry.isInstanceOf(type, other));
    }
}
