package io.ragline.worker.extract.text;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.model.TextBlock;
import io.ragline.worker.extract.Extractor;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.Source;
import java.io.BufferedReader;
import java.io.IOException;

/**
 * Reads plain text as one page, number 1, in parts: paragraphs are what blank lines part. A text of any length needs
 * little memory.
 */
public final class PlainTextExtractor implements Extractor {

    @Override
    public void extract(Source source, PageSink sink) {
        try (BufferedReader text = TextEncoding.of(source.file()).open(source.file())) {
            PageParts page = new PageParts(sink);
            TextLines lines = new TextLines(text);
            Paragraph paragraph = new Paragraph(block -> page.add(TextBlock.paragraph(block)));
            for (String line = lines.next(); line != null; line = lines.next()) {
                paragraph.add(line);
            }
            paragraph.finish();
            page.finish();
        } catch (IOException e) {
            throw new RaglineException(ErrorCode.DOCUMENT_UNREADABLE, "The text can't be read: " + e.getMessage(), e);
        }
    }
}
