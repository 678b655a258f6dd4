package io.ragline.worker.extract.mail;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.Attachments;
import io.ragline.worker.extract.ContainerExtractor;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.container.Damage;
import io.ragline.worker.extract.markup.HtmlBlocks;
import io.ragline.worker.extract.markup.HtmlDocument;
import io.ragline.worker.extract.page.PageWriter;
import io.ragline.worker.extract.text.TextEncoding;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import org.apache.james.mime4j.MimeException;

/** Reads mail as it is sent (RFC 5322 and MIME): a page for the mail itself, then its attachments. */
public final class MailExtractor implements ContainerExtractor {
    private static final byte[] MAILBOX_LINE = "From ".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_LINE = 1_024;

    private final int maxPages;

    public MailExtractor(int maxPages) {
        this.maxPages = maxPages;
    }

    @Override
    public void extract(Source source, PageSink sink, Attachments attachments) {
        PageWriter page = new PageWriter(sink, maxPages);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(source.file()))) {
            page.start(null);
            MimeReader reader = new MimeReader(attachments, page);
            skipMailboxLine(in);
            reader.read(in);
            Letter letter = reader.letter();
            sink.info(letter.info());
            letter.writeTo(page);
            for (MimeReader.Body body : reader.bodies()) {
                write(body, page);
            }
            if (reader.bodies().isEmpty() && reader.isEncrypted()) {
                throw new RaglineException(ErrorCode.DOCUMENT_ENCRYPTED, "The mail is encrypted");
            }
            page.end();
        } catch (IOException | MimeException e) {
            throw new RaglineException(ErrorCode.DOCUMENT_UNREADABLE, "The mail is damaged: " + Damage.of(e), e);
        }
    }

    /** Before each mail of a mailbox stands a line that begins so, which is no header. */
    private static void skipMailboxLine(InputStream in) throws IOException {
        in.mark(LONGEST_LINE);
        byte[] start = in.readNBytes(MAILBOX_LINE.length);
        if (!Arrays.equals(start, MAILBOX_LINE)) {
            in.reset();
            return;
        }
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            // up to its end
        }
    }

    private static void write(MimeReader.Body body, PageWriter page) throws IOException {
        byte[] text = body.text();
        TextEncoding.Bytes bytes = () -> new ByteArrayInputStream(text);
        if (body.html()) {
            new HtmlBlocks(page)
                    .write(HtmlDocument.parse(bytes, text.length, body.charset())
                            .body());
            return;
        }
        try (BufferedReader reader = TextEncoding.of(bytes, body.charset()).open(bytes.open())) {
            StringWriter all = new StringWriter();
            reader.transferTo(all);
            PlainBody.write(all.toString(), page);
        }
    }
}
