package io.ragline.worker.chunk;

import io.ragline.model.Chunk;
import io.ragline.model.ChunkingOptions;
import io.ragline.model.Page;
import io.ragline.model.TextBlock;
import io.ragline.model.TextBlock.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a document at its structure: headings start a new chunk, paragraphs and sentences stay whole where they fit, so do
 * tables and code, and tables stand alone.
 *
 * <p>No text is lost: a heading goes into the heading path of the chunks below it, or, when nothing stands below it,
 * into a chunk of headings. Only the placeholder of a picture goes if nothing stands beside it.
 */
final class StructureChunker implements Chunker {
    /** A longer "heading" is a paragraph in bold. */
    static final int LONGEST_HEADING = 48;

    /** Placeholders that wait for a text to go with: more of them would tell nothing. */
    private static final int MOST_WAITING = 8;

    private final ChunkingOptions options;
    private final UnitCutter cutter;
    private final ChunkAssembler assembler;
    private final Headings headings = new Headings();
    private final List<Unit> bareHeadings = new ArrayList<>();
    private final List<Unit> picturesBefore = new ArrayList<>();
    private final List<Unit> picturesWithin = new ArrayList<>();
    private List<String> bareHeadingsPath = List.of();
    private @Nullable Flow flow;
    private boolean newSection = true;

    StructureChunker(ChunkingOptions options, TokenCounter tokens, Consumer<Chunk> out) {
        this.options = options;
        this.cutter = UnitCutter.of(options, tokens);
        this.assembler = new ChunkAssembler(options.overlap(), out);
    }

    @Override
    public void accept(Page page) {
        BlockText.written(page).forEach(block -> accept(block, page));
    }

    @Override
    public void finish() {
        endFlow();
        keepBare(headings.leave(0));
        emitBareHeadings();
        assembler.finish();
    }

    private void accept(TextBlock block, Page page) {
        if (Pictures.isPlaceholder(block)) {
            picture(block, page);
            return;
        }
        if (flow != null && flow.takes(block, page)) {
            return;
        }
        endFlow();
        switch (block.kind()) {
            case HEADING -> heading(block, page);
            case TABLE -> table(block, page);
            case PARAGRAPH, LIST_ITEM, CODE, IMAGE -> flow = new Flow(block, page);
        }
    }

    private void heading(TextBlock block, Page page) {
        BlockText text = MappedText.onOneLine(block.text(), block.lines());
        int tokens = cutter.count(text.text());
        if (tokens > LONGEST_HEADING) {
            flow = new Flow(block, page);
            return;
        }
        picturesBefore.clear();
        keepBare(headings.leave(block.level()));
        headings.enter(block.level(), text, page, tokens);
        newSection = true;
    }

    private void table(TextBlock block, Page page) {
        TableUnits table = TableUnits.of(block, page, cutter);
        if (!table.rows().isEmpty()) {
            startSection();
            assembler.table(table.rows(), table.header());
        }
    }

    /** It waits if it stands in a sentence, or before the first text of a section. */
    private void picture(TextBlock block, Page page) {
        if (flow != null && !flow.mayGoOn()) {
            endFlow();
        }
        Unit unit = cutter.aside(new Flow(block, page));
        if (flow == null && !newSection) {
            assembler.aside(unit);
            return;
        }
        List<Unit> waiting = flow == null ? picturesBefore : picturesWithin;
        if (waiting.size() < MOST_WAITING) {
            waiting.add(unit);
        }
    }

    private void endFlow() {
        if (flow == null) {
            return;
        }
        startSection();
        String before = flow.kind() == Kind.LIST_ITEM ? "\n" : "\n\n";
        List<Unit> units = cutter.cut(flow, before);
        if (flow.kind() == Kind.CODE) {
            assembler.whole(units);
        } else {
            assembler.paragraph(units);
        }
        flow = null;
        addAll(picturesWithin);
    }

    private void startSection() {
        if (!newSection) {
            return;
        }
        newSection = false;
        emitBareHeadings();
        headings.name();
        assembler.section(headings.path(), budget(headings.tokens()));
        addAll(picturesBefore);
    }

    private void addAll(List<Unit> pictures) {
        pictures.forEach(assembler::aside);
        pictures.clear();
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
