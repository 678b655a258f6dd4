package io.ragline.worker.chunk;

import io.ragline.model.Chunk;
import io.ragline.model.ChunkingOptions;
import io.ragline.model.Page;
import io.ragline.model.TextBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the running text wherever a chunk is full, between words, whatever it is; headings and rows of tables are text like
 * any other. A chunk begins with the last words of the one before.
 */
final class FixedChunker implements Chunker {
    private final ChunkingOptions options;
    private final UnitCutter cutter;
    private final Consumer<Chunk> out;

    private final List<Unit> open = new ArrayList<>();
    private @Nullable Flow flow;
    private int tokens;
    private int repeated;
    private int ordinal;

    FixedChunker(ChunkingOptions options, TokenCounter tokens, Consumer<Chunk> out) {
        this.options = options;
        this.cutter = UnitCutter.of(options, tokens);
        this.out = out;
    }

    @Override
    public void accept(Page page) {
        BlockText.written(page).forEach(block -> accept(block, page));
    }

    @Override
    public void finish() {
        endFlow();
        emit();
    }

    private void accept(TextBlock block, Page page) {
        if (flow != null && flow.takes(block, page)) {
            return;
        }
        endFlow();
        switch (block.kind()) {
            case TABLE -> table(block, page);
            case IMAGE -> picture(block, page);
            case HEADING, PARAGRAPH, LIST_ITEM, CODE -> flow = new Flow(block, page);
        }
    }

    private void table(TextBlock block, Page page) {
        String before = "\n\n";
        for (TableText.Row row : TableText.rows(block)) {
            cutter.words(new Flow(TextBlock.Kind.TABLE, row.text(), page), before)
                    .forEach(this::add);
            before = "\n";
        }
    }

    private void picture(TextBlock block, Page page) {
        Flow picture = new Flow(block, page);
        if (Pictures.isPlaceholder(block)) {
            add(cutter.aside(picture));
        } else {
            flow = picture;
        }
    }

    private void endFlow() {
        if (flow != null) {
            cutter.words(flow, flow.kind() == TextBlock.Kind.LIST_ITEM ? "\n" : "\n\n")
                    .forEach(this::add);
            flow = null;
        }
    }

    private void add(Unit unit) {
        if (tokens + unit.tokens() > options.size() && open.size() > repeated) {
            emit();
            keepTail(unit.tokens());
        }
        open.add(unit);
        tokens += unit.tokens();
    }

    private void emit() {
        if (open.subList(repeated, open.size()).stream().anyMatch(unit -> !unit.aside())) {
            out.accept(Unit.joined(ordinal++, open, List.of()));
        }
    }

    private void keepTail(int next) {
        int most = Math.min(options.overlap(), options.size() - next);
        int from = open.size();
        tokens = 0;
        while (from > 0 && tokens + open.get(from - 1).tokens() <= most) {
            from--;
            tokens += open.get(from).tokens();
        }
        open.subList(0, from).clear();
        repeated = open.size();
    }
}
