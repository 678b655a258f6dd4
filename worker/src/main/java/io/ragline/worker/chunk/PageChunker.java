package io.ragline.worker.chunk;

import io.ragline.model.Chunk;
import io.ragline.model.ChunkingOptions;
import io.ragline.model.Page;
import io.ragline.model.TextBlock;
import io.ragline.model.TextBlock.Kind;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes each page a chunk, and never puts text of two pages into one. A page that is longer is cut between paragraphs,
 * sentences and rows. Headings on the page are part of its text; its heading path has those that stand on pages before and
 * are still open where it begins.
 */
final class PageChunker implements Chunker {
    private final ChunkingOptions options;
    private final UnitCutter cutter;
    private final ChunkAssembler assembler;
    private final Headings headings = new Headings();
    private @Nullable Flow flow;
    private int page;

    PageChunker(ChunkingOptions options, TokenCounter tokens, Consumer<Chunk> out) {
        this.options = options;
        this.cutter = UnitCutter.of(options, tokens);
        this.assembler = new ChunkAssembler(options.overlap(), out);
    }

    @Override
    public void accept(Page next) {
        List<TextBlock> blocks = BlockText.written(next);
        if (blocks.isEmpty()) {
            return;
        }
        if (next.number() != page) {
            endFlow();
            begin(next.number(), blocks.getFirst());
        }
        blocks.forEach(block -> accept(block, next));
    }

    @Override
    public void finish() {
        endFlow();
        assembler.finish();
    }

    private void begin(int number, TextBlock first) {
        page = number;
        if (first.kind() == Kind.HEADING) {
            headings.leave(first.level());
        }
        assembler.section(headings.path(), Math.max(options.size() / 2, options.size() - headings.tokens()));
    }

    private void accept(TextBlock block, Page on) {
        if (flow != null && flow.takes(block, on)) {
            return;
        }
        endFlow();
        if (Pictures.isPlaceholder(block)) {
            assembler.aside(cutter.aside(new Flow(block, on)));
        } else if (block.kind() == Kind.TABLE) {
            TableUnits table = TableUnits.of(block, on, cutter);
            assembler.tableInText(table.rows(), table.header());
        } else {
            enter(block, on);
            flow = new Flow(block, on);
        }
    }

    private void enter(TextBlock block, Page on) {
        if (block.kind() == Kind.HEADING) {
            BlockText text = MappedText.onOneLine(block.text(), block.lines());
            int tokens = cutter.count(text.text());
            if (tokens <= StructureChunker.LONGEST_HEADING) {
                headings.leave(block.level());
                headings.enter(block.level(), text, on, tokens);
            }
        }
    }

    private void endFlow() {
        if (flow == null) {
            return;
        }
        List<Unit> units = cutter.cut(flow, flow.kind() == Kind.LIST_ITEM ? "\n" : "\n\n");
        if (flow.kind() == Kind.CODE) {
            assembler.whole(units);
        } else {
            assembler.paragraph(units);
        }
        flow = null;
    }
}
