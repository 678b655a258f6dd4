package io.ragline.worker.chunk;

import io.ragline.model.Chunk;
import io.ragline.model.Page;
import io.ragline.model.TextBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a document at its structure, page by page: headings start a new chunk, paragraphs and sentences stay whole where
 * they fit, tables stand alone. Holds one paragraph and one chunk, however long the document is. One chunker reads one
 * document, on one thread.
 *
 * <p>No text is lost: a heading goes into the heading path of the chunks below it, or, when nothing stands below it,
 * into a chunk of headings.
 */
public final class Chunker {
    /** A longer "heading" is a paragraph in bold. */
    private static final int LONGEST_HEADING = 48;

    private final ChunkingOptions options;
    private final UnitCutter cutter;
    private final ChunkAssembler assembler;
    private final Headings headings = new Headings();
    private final List<Unit> bareHeadings = new ArrayList<>();
    private List<String> bareHeadingsPath = List.of();
    private @Nullable Flow flow;
    private boolean newSection = true;

    /**
     * @param tokens counts as the embedding model does
     * @param out takes the chunks, in order
     */
    public Chunker(ChunkingOptions options, TokenCounter tokens, Consumer<Chunk> out) {
        this.options = options;
        this.cutter = new UnitCutter(tokens, options.size() / 2, Math.max(options.overlap(), options.size() / 8));
        this.assembler = new ChunkAssembler(options.overlap(), out);
    }

    /** The next page. */
    public void accept(Page page) {
        for (TextBlock block : page.blocks()) {
            if (!block.text().isBlank()) {
                accept(block, page.number());
            }
        }
    }

    /** The document ends: the last chunks are handed out. */
    public void finish() {
        endFlow();
        keepBare(headings.leave(0));
        emitBareHeadings();
        assembler.finish();
    }

    private void accept(TextBlock block, int page) {
        if (flow != null && flow.goesOnIn(block, page)) {
            flow.append(block.text().strip(), page);
            return;
        }
        endFlow();
        switch (block.kind()) {
            case HEADING -> heading(block, page);
            case TABLE -> table(block, page);
            case PARAGRAPH, LIST_ITEM, CODE -> flow = new Flow(block, page);
        }
    }

    private void heading(TextBlock block, int page) {
        String text = String.join(" ", block.text().strip().split("\\s+"));
        int tokens = cutter.count(text);
        if (tokens > LONGEST_HEADING) {
            flow = new Flow(block, page);
            return;
        }
        keepBare(headings.leave(block.level()));
        headings.enter(block.level(), text, page, tokens);
        newSection = true;
    }

    private void table(TextBlock block, int page) {
        List<Unit> rows = new ArrayList<>();
        for (String row : TableText.rows(block.text())) {
            rows.addAll(cutter.row(new Flow(new TextBlock(TextBlock.Kind.TABLE, 0, row, List.of()), page)));
        }
        if (!rows.isEmpty()) {
            startSection();
            rows.set(0, rows.getFirst().after("\n\n"));
            assembler.table(rows);
        }
    }

    private void endFlow() {
        if (flow == null) {
            return;
        }
        startSection();
        assembler.paragraph(cutter.cut(flow, flow.kind() == TextBlock.Kind.LIST_ITEM ? "\n" : "\n\n"));
        flow = null;
    }

    private void startSection() {
        if (!newSection) {
            return;
        }
        newSection = false;
        emitBareHeadings();
        headings.name();
        assembler.section(headings.path(), budget(headings.tokens()));
    }

    /** Headings over nothing wait, so that many in a row (a table of contents, slides of a title each) share a chunk. */
    private void keepBare(List<Unit> left) {
        if (left.isEmpty()) {
            return;
        }
        if (bareHeadings.isEmpty()) {
            bareHeadingsPath = headings.path();
            headings.name();
        }
        bareHeadings.addAll(left);
    }

    private void emitBareHeadings() {
        if (!bareHeadings.isEmpty()) {
            assembler.section(bareHeadingsPath, budget(0));
            assembler.paragraph(List.copyOf(bareHeadings));
            bareHeadings.clear();
        }
    }

    /** Deep heading paths never take more than half of a chunk. */
    private int budget(int headingTokens) {
        return Math.max(options.size() / 2, options.size() - headingTokens);
    }
}
