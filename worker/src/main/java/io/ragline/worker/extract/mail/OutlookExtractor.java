package io.ragline.worker.extract.mail;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.Attachments;
import io.ragline.worker.extract.ContainerExtractor;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.PageWarnings;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.container.Damage;
import io.ragline.worker.extract.markup.HtmlBlocks;
import io.ragline.worker.extract.markup.HtmlDocument;
import io.ragline.worker.extract.page.PageWriter;
import io.ragline.worker.extract.rtf.RtfBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import java.util.Locale;
import org.apache.poi.hsmf.MAPIMessage;
import org.apache.poi.hsmf.datatypes.AttachmentChunks;
import org.apache.poi.hsmf.datatypes.StringChunk;
import org.apache.poi.hsmf.exceptions.ChunkNotFoundException;
import org.jspecify.annotations.Nullable;

/** Reads a mail as Outlook saves it (MSG): a page for the mail itself, then its attachments. */
public final class OutlookExtractor implements ContainerExtractor {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss 'UTC'", Locale.ENGLISH);

    private final int maxPages;

    public OutlookExtractor(int maxPages) {
        this.maxPages = maxPages;
    }

    @Override
    public void extract(Source source, PageSink sink, Attachments attachments) {
        try (MAPIMessage message = open(source)) {
            PageWriter page = new PageWriter(sink, maxPages);
            page.start(null);
            Letter letter = letter(message);
            sink.info(letter.info());
            letter.writeTo(page);
            body(message, page);
            int count = 0;
            for (AttachmentChunks attachment : message.getAttachmentFiles()) {
                attach(attachment, "attachment " + ++count, page, attachments);
            }
            page.end();
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private static MAPIMessage open(Source source) throws IOException {
        try {
            MAPIMessage message = new MAPIMessage(source.file().toFile());
            message.setReturnNullOnMissingChunk(true);
            if (message.has7BitEncodingStrings()) {
                message.guess7BitEncoding();
            }
            return message;
        } catch (RuntimeException e) {
            throw damaged(e);
        }
    }

    private static RaglineException damaged(Exception e) {
        return new RaglineException(ErrorCode.DOCUMENT_UNREADABLE, "The mail is damaged: " + Damage.of(e), e);
    }

    private static Letter letter(MAPIMessage message) {
        try {
            Calendar date = message.getMessageDate();
            Instant sent = date == null ? null : date.toInstant();
            return new Letter(
                    message.getDisplayFrom(),
                    withoutEnd(message.getDisplayTo()),
                    withoutEnd(message.getDisplayCC()),
                    sent == null ? null : DATE.format(sent.atOffset(ZoneOffset.UTC)),
                    message.getSubject(),
                    sent);
        } catch (ChunkNotFoundException e) {
            throw new IllegalStateException("It was told to give null instead", e);
        }
    }

    /** Outlook ends them by a zero. */
    private static @Nullable String withoutEnd(@Nullable String names) {
        return names == null ? null : names.replace("\u0000", "");
    }

    private static void body(MAPIMessage message, PageWriter page) throws IOException {
        try {
            String html = message.getHtmlBody();
            String text = message.getTextBody();
            String rtf = html == null || html.isBlank() ? message.getRtfBody() : null;
            if (html != null && !html.isBlank()) {
                byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
                new HtmlBlocks(page)
                        .write(HtmlDocument.parse(
                                        () -> new ByteArrayInputStream(bytes), bytes.length, StandardCharsets.UTF_8)
                                .body());
            } else if (rtf != null && !rtf.isBlank() && !isMadeOfText(rtf, text)) {
                RtfBody.write(new ByteArrayInputStream(rtf.getBytes(StandardCharsets.ISO_8859_1)), page);
            } else if (text != null) {
                PlainBody.write(text, page);
            }
        } catch (ChunkNotFoundException e) {
            throw new IllegalStateException("It was told to give null instead", e);
        }
    }

    /** Outlook makes RTF of plain text as well, each line a paragraph. */
    private static boolean isMadeOfText(String rtf, @Nullable String text) {
        return text != null && !text.isBlank() && rtf.contains("\\fromtext");
    }

    private static void attach(AttachmentChunks attachment, String number, PageWriter page, Attachments attachments) {
        String name = name(attachment, number);
        try {
            if (attachment.isEmbeddedMessage()) {
                attachments.add(
                        name,
                        page.number(),
                        EmbeddedMessage.copy(attachment.getAttachmentDirectory().getDirectory()));
            } else if (!isShownInText(attachment, name)) {
                byte[] content = attachment.getEmbeddedAttachmentObject();
                if (content != null) {
                    attachments.add(name, page.number(), new ByteArrayInputStream(content));
                }
            }
        } catch (IOException | RuntimeException e) {
            page.warn(PageWarnings.attachmentUnreadable(page.number(), name, Damage.of(e)));
        }
    }

    private static boolean isShownInText(AttachmentChunks attachment, String name) {
        return attachment.getAttachContentId() != null
                && name.toLowerCase(Locale.ROOT).matches(".*\\.(?:png|jpe?g|gif|bmp|emz|wmz)");
    }

    private static String name(AttachmentChunks attachment, String otherwise) {
        StringChunk name = attachment.getAttachLongFileName() != null
                ? attachment.getAttachLongFileName()
                : attachment.getAttachFileName();
        String known = name == null || name.getValue() == null
                ? ""
                : name.getValue().replace("\u0000", "").strip();
        return known.isEmpty() ? otherwise : known;
    }
}
