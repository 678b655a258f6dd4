package io.ragline.worker.extract.mail;

import io.ragline.worker.extract.Attachments;
import io.ragline.worker.extract.page.CleanText;
import io.ragline.worker.extract.page.PageWriter;
import io.ragline.worker.extract.text.TextEncoding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.field.DateTimeField;
import org.apache.james.mime4j.field.DateTimeFieldLenientImpl;
import org.apache.james.mime4j.field.LenientFieldParser;
import org.apache.james.mime4j.message.DefaultBodyDescriptorBuilder;
import org.apache.james.mime4j.message.MaximalBodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/** Takes a mail apart, part by part as they come. Texts are held, attachments handed on. */
final class MimeReader {
    private static final int LONGEST_TEXT = 16 << 20;
    private static final int MOST_TEXT = 48 << 20;
    private static final int DEEPEST = 50;
    private static final MimeConfig LENIENT = MimeConfig.custom()
            .setMaxLineLen(-1)
            .setMaxHeaderLen(1 << 20)
            .setMaxHeaderCount(10_000)
            .setMalformedHeaderStartsBody(true)
            .build();
    /** For programs, or shown within the text. */
    private static final Set<String> LEFT_OUT = Set.of(
            "application/pkcs7-signature",
            "application/x-pkcs7-signature",
            "application/pgp-signature",
            "message/delivery-status",
            "text/rfc822-headers",
            "application/pgp-encrypted");

    private final Attachments attachments;
    private final PageWriter page;
    private final Map<String, String> headers = new HashMap<>();
    private final List<Found> found = new ArrayList<>();
    /** Of each open multipart the number of the choice (multipart/alternative) that it is in; 0 for none. */
    private final Deque<Integer> choices = new ArrayDeque<>();

    private @Nullable Instant sent;
    private int choiceCount;
    private int held;
    private int parts;
    private boolean encrypted;

    /** A text of the mail; {@code charset} as its sender says. */
    record Body(boolean html, @Nullable Charset charset, byte[] text) {}

    private record Found(int choice, Body body) {}

    MimeReader(Attachments attachments, PageWriter page) {
        this.attachments = attachments;
        this.page = page;
    }

    void read(InputStream in) throws IOException, MimeException {
        MimeTokenStream stream = new MimeTokenStream(
                LENIENT, new DefaultBodyDescriptorBuilder(null, LenientFieldParser.getParser(), null));
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
        stream.parse(in);
        for (EntityState state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
            switch (state) {
                case T_FIELD -> field(stream.getField());
                case T_START_MULTIPART -> startMultipart((MaximalBodyDescriptor) stream.getBodyDescriptor());
                case T_END_MULTIPART -> choices.pop();
                case T_BODY -> part(stream, (MaximalBodyDescriptor) stream.getBodyDescriptor());
                default -> {
                    // what is around the parts
                }
            }
        }
    }

    private void field(Field field) {
        if (!choices.isEmpty()) {
            return; // of a part, not of the mail
        }
        String name = field.getName().toLowerCase(Locale.ROOT);
        headers.putIfAbsent(name, decoded(field));
        if (name.equals("date") && sent == null) {
            DateTimeField date =
                    DateTimeFieldLenientImpl.PARSER.parse(new RawField("Date", field.getBody()), DecodeMonitor.SILENT);
            Date when = date.getDate();
            sent = when == null ? null : when.toInstant();
        }
    }

    /** Words in other letters are written in ASCII (RFC 2047); many senders just send the letters. */
    private static String decoded(Field field) {
        String body = field.getBody() == null ? "" : field.getBody();
        if (body.chars().anyMatch(c -> c > 0x7f)) {
            byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
            try {
                return new String(bytes, TextEncoding.of(bytes).charset());
            } catch (IOException e) {
                return body;
            }
        }
        return DecoderUtil.decodeEncodedWords(body, DecodeMonitor.SILENT);
    }

    private void startMultipart(MaximalBodyDescriptor multipart) throws MimeException {
        if (choices.size() >= DEEPEST) {
            throw new MimeException("its parts are nested too deep");
        }
        String type = multipart.getMimeType();
        int outer = choices.isEmpty() ? 0 : choices.getFirst();
        choices.push(type.equals("multipart/alternative") ? ++choiceCount : outer);
        encrypted |= type.equals("multipart/encrypted");
    }

    private void part(MimeTokenStream stream, MaximalBodyDescriptor part) throws IOException {
        parts++;
        String type = part.getMimeType().toLowerCase(Locale.ROOT);
        String name = name(part);
        boolean attached = "attachment".equalsIgnoreCase(part.getContentDispositionType());
        boolean text = type.equals("text/html") || type.equals("text/plain");
        if (type.endsWith("pkcs7-mime")) {
            encrypted = true;
        } else if (!LEFT_OUT.contains(type) && (attached || !type.startsWith("image/"))) {
            try (InputStream content = stream.getDecodedInputStream()) {
                if (text && !attached && (name == null || choices.isEmpty())) {
                    text(type.equals("text/html"), part, content);
                } else {
                    attach(name, type, content);
                }
            }
        }
    }

    private void text(boolean html, MaximalBodyDescriptor part, InputStream content) throws IOException {
        byte[] text = content.readNBytes(LONGEST_TEXT);
        held += text.length;
        if (text.length == LONGEST_TEXT || held > MOST_TEXT) {
            attach(null, part.getMimeType(), new SequenceInputStream(new ByteArrayInputStream(text), content));
            held -= text.length;
            return;
        }
        String charset = part.getCharset();
        boolean said = part.getContentTypeParameters().containsKey("charset");
        found.add(new Found(
                choices.isEmpty() ? 0 : choices.getFirst(),
                new Body(html, said && charset != null ? TextEncoding.named(charset) : null, text)));
    }

    private void attach(@Nullable String name, String type, InputStream content) throws IOException {
        String known = name != null ? name : type.equals("message/rfc822") ? "attached mail" : "part " + parts;
        attachments.add(known, page.number(), content);
    }

    private static @Nullable String name(MaximalBodyDescriptor part) {
        String name = part.getContentDispositionFilename();
        if (name == null) {
            name = part.getContentTypeParameters().get("name");
        }
        if (name == null) {
            return null;
        }
        String clean = CleanText.line(DecoderUtil.decodeEncodedWords(name, DecodeMonitor.SILENT));
        return clean.isEmpty() ? null : clean;
    }

    Letter letter() {
        return new Letter(
                headers.get("from"),
                headers.get("to"),
                headers.get("cc"),
                headers.get("date"),
                headers.get("subject"),
                sent);
    }

    /** The texts, in order; where there is a choice between HTML and plain, the HTML. */
    List<Body> bodies() {
        Set<Integer> withHtml = new HashSet<>();
        for (Found each : found) {
            if (each.body.html && each.body.text.length > 0) {
                withHtml.add(each.choice);
            }
        }
        return found.stream()
                .filter(each -> each.choice == 0 || each.body.html || !withHtml.contains(each.choice))
                .map(Found::body)
                .toList();
    }

    /** Whether a part of it is. */
    boolean isEncrypted() {
        return encrypted;
    }
}
