package io.ragline.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.tika.detect.TextDetector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypes;

/**
 * What an uploaded file is, by its content first: a name or a declared type can be wrong, or lie. The name only tells
 * Markdown from other text. Safe for use by many threads.
 */
public final class MediaTypeSniffer {
    public static final String PDF = "application/pdf";
    public static final String PLAIN_TEXT = "text/plain";
    public static final String MARKDOWN = "text/markdown";

    /** Pictures that can be read, if only by recognising the text in them. */
    public static final Set<String> IMAGES =
            Set.of("image/png", "image/jpeg", "image/tiff", "image/bmp", "image/gif", "image/webp");

    /** How much of the file's beginning decides. */
    public static final int HEAD_BYTES = 64 * 1_024;

    /** Readers accept a PDF whose header comes late, and so does PDFBox. */
    private static final int PDF_HEADER_WITHIN = 1_024;

    private static final Pattern PDF_HEADER = Pattern.compile("%PDF-\\d\\.\\d");
    private static final Pattern PDF_OBJECT = Pattern.compile("\\d\\s+\\d\\s+obj\\b");
    private static final List<String> MARKDOWN_NAMES = List.of(".md", ".markdown", ".mdown", ".mkd", ".mkdn");

    /** Text to Tika, but formats of their own, which would be read badly as mere text. */
    private static final List<MediaType> NOT_PLAIN = List.of(
            MediaType.TEXT_HTML,
            MediaType.APPLICATION_XML,
            MediaType.application("xhtml+xml"),
            MediaType.application("rtf"),
            MediaType.parse("message/rfc822"),
            MediaType.application("mbox"),
            MediaType.application("postscript"));

    private final MimeTypes types = MimeTypes.getDefaultMimeTypes();
    private final MediaTypeRegistry registry = types.getMediaTypeRegistry();

    /** As {@link #sniff(byte[], String)}, of a file's beginning. */
    public Optional<String> sniff(Path file, String filename) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return sniff(in.readNBytes(HEAD_BYTES), filename);
        }
    }

    /**
     * The media type of a file that begins so, if it is one that Ragline reads: {@link #PDF}, {@link #PLAIN_TEXT},
     * {@link #MARKDOWN} or one of {@link #IMAGES}. Empty for any other.
     *
     * @param head the file's first {@link #HEAD_BYTES} bytes, or all of a shorter one
     * @param filename as the uploader named it
     */
    public Optional<String> sniff(byte[] head, String filename) {
        if (isPdf(head)) {
            return Optional.of(PDF);
        }
        if (head.length == 0) {
            return Optional.of(textType(filename));
        }
        MediaType type = detect(head);
        if (IMAGES.contains(type.toString())) {
            return Optional.of(type.toString());
        }
        return isText(type) ? Optional.of(textType(filename)) : Optional.empty();
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
            // one that is no PDF to us is at most a text about them
            return type.getSubtype().equals("pdf") ? new TextDetector().detect(in, new Metadata()) : type;
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory can't be read", e);
        }
    }

    private boolean isText(MediaType type) {
        return registry.isInstanceOf(type, MediaType.TEXT_PLAIN)
                && NOT_PLAIN.stream().noneMatch(other -> registry.isInstanceOf(type, other));
    }

    private static String textType(String filename) {
        String name = filename.toLowerCase(Locale.ROOT);
        return MARKDOWN_NAMES.stream().anyMatch(name::endsWith) ? MARKDOWN : PLAIN_TEXT;
    }
}
