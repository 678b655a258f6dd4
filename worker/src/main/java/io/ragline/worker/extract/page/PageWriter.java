package io.ragline.worker.extract.page;

import io.ragline.model.ErrorCode;
import io.ragline.model.Page;
import io.ragline.model.PageWarning;
import io.ragline.model.RaglineException;
import io.ragline.model.TextBlock;
import io.ragline.model.TextBlock.Kind;
import io.ragline.worker.extract.PageSink;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the pages of a document whose pages are numbered as they come: slides, sheets, chapters, or the one page of a
 * format without pages. A long page goes out in parts, so that little of it is held.
 */
public final class PageWriter {
    private static final int PART = 64 * 1_024;
    private static final int LONGEST_BLOCK = 32 * 1_024;
    private static final int LOWEST_HEADING = 9;
    /** What programs put in for a description. */
    private static final Pattern FILE_NAME = Pattern.compile("(?i)\\S+\\.(?:png|jpe?g|gif|bmp|tiff?|svg|emf|wmf|webp)");

    private final PageSink sink;
    private final int maxPages;
    private final List<TextBlock> blocks = new ArrayList<>();
    private int announced;
    private int number;
    private @Nullable String label;
    private int length;
    private boolean emitted = true;

    /** @param maxPages a document with more is {@code DOCUMENT_TOO_MANY_PAGES} */
    public PageWriter(PageSink sink, int maxPages) {
        this.sink = sink;
        this.maxPages = maxPages;
    }

    /** So many pages will come; may be left out, or turn out to be too few. */
    public void announce(int pages) {
        if (pages > maxPages) {
            throw tooMany(pages);
        }
        if (pages > announced) {
            announced = pages;
            sink.pages(pages);
        }
    }

    private RaglineException tooMany(int pages) {
        return new RaglineException(
                ErrorCode.DOCUMENT_TOO_MANY_PAGES,
                "The document has %,d pages, the limit is %,d".formatted(pages, maxPages));
    }

    /** Ends the page before and starts the next. Returns its number. */
    public int start(@Nullable String newLabel) {
        finish();
        announce(number + 1);
        number++;
        label = newLabel == null || newLabel.isBlank() ? null : CleanText.line(newLabel);
        emitted = false;
        return number;
    }

    /** Of the page that was started last; 0 before the first. */
    public int number() {
        return number;
    }

    public void heading(int level, CharSequence text) {
        String clean = CleanText.line(text);
        if (clean.length() > 1_000) {
            paragraph(clean);
        } else {
            add(Kind.HEADING, Math.clamp(level, 1, LOWEST_HEADING), clean);
        }
    }

    public void paragraph(CharSequence text) {
        addParts(Kind.PARAGRAPH, CleanText.of(text));
    }

    public void listItem(CharSequence text) {
        addParts(Kind.LIST_ITEM, CleanText.of(text));
    }

    public void code(CharSequence text) {
        addParts(Kind.CODE, CleanText.code(text));
    }

    /** A picture of which its author said what it shows. */
    public void image(CharSequence description) {
        String clean = CleanText.line(description);
        addParts(Kind.IMAGE, FILE_NAME.matcher(clean).matches() ? "" : clean);
    }

    /** A table, to be filled row by row. */
    public TableWriter table() {
        return new TableWriter(this);
    }

    void tableHtml(String html) {
        add(Kind.TABLE, 0, html);
    }

    private void addParts(Kind kind, String text) {
        String rest = text;
        while (rest.length() > LONGEST_BLOCK) {
            int cut = LONGEST_BLOCK;
            while (cut > LONGEST_BLOCK / 2 && !Character.isWhitespace(rest.charAt(cut))) {
                cut--;
            }
            if (cut == LONGEST_BLOCK / 2) {
                cut = Character.isLowSurrogate(rest.charAt(LONGEST_BLOCK)) ? LONGEST_BLOCK - 1 : LONGEST_BLOCK;
            }
            add(kind, 0, rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).strip();
        }
        add(kind, 0, rest);
    }

    private void add(Kind kind, int level, String text) {
        if (text.isBlank()) {
            return;
        }
        if (number == 0) {
            start(null);
        }
        blocks.add(new TextBlock(kind, level, text, List.of()));
        length += text.length();
        if (length >= PART) {
            emit();
        }
    }

    /** Tells of something that can't be read on the page at hand. */
    public void warn(PageWarning warning) {
        sink.warning(warning);
    }

    /** Ends the page at hand; one without anything on it is handed out too. */
    public void finish() {
        if (number > 0 && (!emitted || !blocks.isEmpty())) {
            emit();
        }
    }

    /** Ends a document of at least one page. */
    public void end() {
        if (number == 0) {
            start(null);
        }
        finish();
    }

    private void emit() {
        sink.page(new Page(number, label, 0, 0, blocks));
        blocks.clear();
        length = 0;
        emitted = true;
    }
}
