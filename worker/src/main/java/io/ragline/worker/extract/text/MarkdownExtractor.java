package io.ragline.worker.extract.text;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.Extractor;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.Source;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Reads Markdown (CommonMark with GitHub's tables) as one page, number 1. It has to be parsed as a whole: what is too
 * long for that, or nested too deep, is read as plain text.
 */
public final class MarkdownExtractor implements Extractor {
    private static final long MAX_BYTES = 4L << 20;
    private static final Pattern FRONT_MATTER =
            Pattern.compile("---[ \\t]*\\R(?:[^\\r\\n]{0,1000}\\R){0,200}?---[ \\t]*(?:\\R|$)");

    private final Parser parser =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private final Extractor plainText = new PlainTextExtractor();

    @Override
    public void extract(Source source, PageSink sink) {
        try {
            Path file = source.file();
            MarkdownBlocks blocks = Files.size(file) > MAX_BYTES ? null : blocks(file);
            if (blocks == null) {
                plainText.extract(source, sink);
                return;
            }
            PageParts page = new PageParts(sink);
            blocks.found().forEach(page::add);
            page.finish();
        } catch (IOException e) {
            throw new RaglineException(ErrorCode.DOCUMENT_UNREADABLE, "The text can't be read: " + e.getMessage(), e);
        }
    }

    private @Nullable MarkdownBlocks blocks(Path file) throws IOException {
        try (BufferedReader text = TextEncoding.of(file).open(file)) {
            Node document = parser.parse(withoutFrontMatter(all(text)));
            MarkdownBlocks blocks = new MarkdownBlocks();
            document.accept(blocks);
            return blocks;
        } catch (StackOverflowError e) {
            return null;
        }
    }

    private static String all(BufferedReader text) throws IOException {
        StringWriter all = new StringWriter();
        text.transferTo(all);
        return all.toString();
    }

    /** Without the settings for a program that publishes the page ({@code title: …} between two lines {@code ---}). */
    private static String withoutFrontMatter(String text) {
        Matcher settings = FRONT_MATTER.matcher(text);
        return settings.lookingAt() ? text.substring(settings.end()) : text;
    }
}
