package io.ragline.worker.extract.text;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of a text: what its byte order mark says; else UTF-16 if every other byte is zero, as in mostly Latin text;
 * else UTF-8 if the whole of it is valid UTF-8, which other text hardly ever is; else what the frequencies of its letters
 * speak for; else Windows-1252, the most common of the rest.
 *
 * @param markLength bytes of the mark at its beginning
 */
public record TextEncoding(Charset charset, int markLength) {
    private static final int HEAD = 4_096;
    private static final int BUFFER = 64 * 1_024;
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** Of a file's text. */
    public static TextEncoding of(Path file) throws IOException {
        return of(() -> Files.newInputStream(file), null);
    }

    /** Of a text in memory. */
    public static TextEncoding of(byte[] text) throws IOException {
        return of(() -> new ByteArrayInputStream(text), null);
    }

    /**
     * Of a text that calls itself something.
     *
     * @param declared counts unless the bytes prove it wrong; null if nothing was said, or nothing known
     */
    public static TextEncoding of(Bytes text, @Nullable Charset declared) throws IOException {
        byte[] head;
        try (InputStream in = text.open()) {
            head = in.readNBytes(HEAD);
        }
        if (startsWith(head, 0xef, 0xbb, 0xbf)) {
            return new TextEncoding(StandardCharsets.UTF_8, 3);
        }
        if (startsWith(head, 0xff, 0xfe, 0, 0)) {
            return new TextEncoding(Charset.forName("UTF-32LE"), 4);
        }
        if (startsWith(head, 0xff, 0xfe)) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2);
        }
        if (startsWith(head, 0xfe, 0xff)) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 2);
        }
        return new TextEncoding(withoutMark(text, head, declared), 0);
    }

    /** What is meant by a name that a text or its sender gives; null if it isn't known. */
    public static @Nullable Charset named(String name) {
        Charset none = StandardCharsets.US_ASCII;
        Charset found = LetterFrequencies.named(name, none);
        return found.equals(none) ? null : found;
    }

    /** A text that can be read more than once. */
    public interface Bytes {
        InputStream open() throws IOException;
    }

    private static Charset withoutMark(Bytes text, byte[] head, @Nullable Charset declared) throws IOException {
        if (zeros(head, 1) > head.length / 5 && zeros(head, 0) == 0) {
            return StandardCharsets.UTF_16LE;
        }
        if (zeros(head, 0) > head.length / 5 && zeros(head, 1) == 0) {
            return StandardCharsets.UTF_16BE;
        }
        // UTF-16 would have shown, and whether it is UTF-8 can be seen
        Charset ofBytes = declared == null || declared.name().startsWith("UTF-") ? null : declared;
        boolean escapes = ofBytes != null && ofBytes.name().startsWith("ISO-2022");
        if (!escapes && isUtf8(text)) {
            return StandardCharsets.UTF_8;
        }
        return ofBytes != null ? ofBytes : LetterFrequencies.charset(text, WINDOWS_1252);
    }

    private static boolean startsWith(byte[] head, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= head.length || (head[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static int zeros(byte[] head, int from) {
        int zeros = 0;
        for (int i = from; i < head.length; i += 2) {
            zeros += head[i] == 0 ? 1 : 0;
        }
        return zeros;
    }

    private static boolean isUtf8(Bytes text) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER).limit(0);
        CharBuffer characters = CharBuffer.allocate(BUFFER);
        try (InputStream in = text.open()) {
            boolean end = false;
            while (!end) {
                bytes.compact();
                int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                end = read < 0;
                bytes.position(bytes.position() + Math.max(0, read)).flip();
                CoderResult result = decoder.decode(bytes, characters.clear(), end);
                if (result.isError()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The file's text, without its byte order mark; what is malformed becomes a replacement character. */
    public BufferedReader open(Path file) throws IOException {
        return open(Files.newInputStream(file));
    }

    /** As {@link #open(Path)}; {@code in} is closed with the reader. */
    public BufferedReader open(InputStream in) throws IOException {
        try {
            in.skipNBytes(markLength);
            return new BufferedReader(new InputStreamReader(in, charset), BUFFER);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
