package io.ragline.worker.extract;

import io.ragline.model.DocumentInfo;
import io.ragline.model.Page;
import io.ragline.model.PageWarning;
import io.ragline.model.TextBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Keeps what was read. */
public class RecordingSink implements PageSink {
    private final List<Page> pages = new ArrayList<>();
    private final List<PageWarning> warnings = new ArrayList<>();
    private DocumentInfo info = DocumentInfo.NONE;
    private int total = -1;

    @Override
    public void pages(int announced) {
        total = announced;
    }

    @Override
    public void info(DocumentInfo said) {
        info = said;
    }

    @Override
    public void page(Page page) {
        pages.add(page);
    }

    @Override
    public void warning(PageWarning warning) {
        warnings.add(warning);
    }

    public DocumentInfo said() {
        return info;
    }

    public int total() {
        return total;
    }

    public List<Page> pages() {
        return pages;
    }

    public List<PageWarning> warnings() {
        return warnings;
    }

    public List<TextBlock> blocks() {
        return pages.stream().flatMap(page -> page.blocks().stream()).toList();
    }

    public String text() {
        return blocks().stream().map(TextBlock::text).collect(Collectors.joining("\n"));
    }

    /** As {@link #outline()}, of one page. */
    public List<String> outline(int number) {
        return outline(pages.stream()
                .filter(page -> page.number() == number)
                .flatMap(page -> page.blocks().stream())
                .toList());
    }

    /** Each block as {@code KIND: text}, headings as {@code HEADING2: text}. */
    public List<String> outline() {
        return outline(blocks());
    }

    private static List<String> outline(List<TextBlock> blocks) {
        return blocks.stream()
                .map(b -> b.kind() + (b.level() > 0 ? Integer.toString(b.level()) : "") + ": " + b.text())
                .toList();
    }
}
