package io.ragline.worker.chunk;

import io.ragline.model.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Packs units into chunks and repeats the end of one at the start of the next. */
final class ChunkAssembler {
    private final int overlap;
    private final Consumer<Chunk> out;

    private final List<Unit> open = new ArrayList<>();
    private List<String> path = List.of();
    private int budget;
    private int repeated;
    private int ordinal;

    ChunkAssembler(int overlap, Consumer<Chunk> out) {
        this.overlap = overlap;
        this.out = out;
    }

    /** Ends the section before and starts one under other headings, of at most {@code budget} tokens a chunk. */
    void section(List<String> headings, int budget) {
        cut(List.of());
        this.path = headings;
        this.budget = budget;
    }

    /**
     * A paragraph. It stays whole if it fits, and it starts a new chunk rather than be cut if the open one is half full. A
     * longer one is cut into parts of about the same size, since a chunk of a few left-over words is hard to find.
     */
    void paragraph(List<Unit> paragraph) {
        int rest = Unit.tokens(paragraph);
        if (!fits(rest, rest) && Unit.tokens(open) >= budget / 2) {
            cut(tail());
        }
        int share = share(Unit.tokens(open) + rest);
        for (Unit unit : paragraph) {
            if (!fits(unit.tokens(), rest) || (Unit.tokens(open) >= share && open.size() > repeated)) {
                cut(tail());
                shortenRepeated(unit.tokens());
            }
            open.add(unit);
            rest -= unit.tokens();
        }
    }

    /** How full each of the chunks should be that so many tokens need. */
    private int share(int tokens) {
        if (tokens <= budget + budget / 8) {
            return Integer.MAX_VALUE;
        }
        int chunks = Math.ceilDiv(tokens - overlap, budget - overlap);
        return Math.ceilDiv(tokens - overlap, chunks) + overlap;
    }

    /** Text that is not cut if it fits into a chunk at all, such as code. */
    void whole(List<Unit> lines) {
        int tokens = Unit.tokens(lines);
        if (tokens <= budget && !fits(tokens, tokens)) {
            cut(tail());
            shortenRepeated(tokens);
        }
        paragraph(lines);
    }

    /** What is kept beside other text only: it goes with what stands before it or, where that is full, behind it. */
    void aside(Unit unit) {
        if (!fits(unit.tokens(), unit.tokens())) {
            cut(tail());
        }
        open.add(unit);
    }

    /**
     * A table: never in one chunk with other text, but for the sentence before it, and cut only between rows. Where no more
     * than that stands before it, it goes with the table only, or, if the two don't fit while the table does, stays alone.
     *
     * @param header the units of {@code rows}, from the first, that name the columns: repeated in each chunk if they leave
     *     room for rows
     */
    void table(List<Unit> rows, List<Unit> header) {
        if (leadsInto(Unit.tokens(rows))) {
            while (repeated > 0 && Unit.tokens(open) > overlap) {
                dropRepeated();
            }
        } else {
            cut(tail());
        }
        rows(rows, header);
        cut(List.of());
    }

    /** Whether what the open chunk has of its own is so little that it would be repeated whole. */
    private boolean leadsInto(int table) {
        int lead = Unit.tokens(open.subList(repeated, open.size()));
        return lead <= overlap && (lead + table <= budget || table > budget);
    }

    /** A table that may share a chunk with other text. */
    void tableInText(List<Unit> rows, List<Unit> header) {
        int tokens = Unit.tokens(rows);
        boolean fitsIntoTheNext = tokens <= budget;
        if (!fits(tokens, tokens) && (fitsIntoTheNext || Unit.tokens(open) >= budget / 2)) {
            cut(tail());
        }
        rows(rows, header);
    }

    private void rows(List<Unit> rows, List<Unit> header) {
        List<Unit> repeat = Unit.tokens(header) <= budget / 3 ? header : List.of();
        int rest = Unit.tokens(rows);
        if (rest <= budget) {
            shortenRepeated(rest);
        }
        for (Unit row : rows) {
            if (!fits(row.tokens(), rest)) {
                cut(repeat);
                shortenRepeated(row.tokens());
            }
            open.add(row);
            rest -= row.tokens();
        }
    }

    /** Ends the open chunk. */
    void finish() {
        cut(List.of());
    }

    /** Whether a unit goes into the open chunk: by its size, or because all that is left of its paragraph nearly does. */
    private boolean fits(int tokens, int restOfParagraph) {
        int used = Unit.tokens(open);
        return open.size() == repeated && used == 0
                || used + tokens <= budget
                || used + restOfParagraph <= budget + budget / 8;
    }

    /** What the next chunk repeats: never all of this one, which would make it a part of the next. */
    private List<Unit> tail() {
        int from = open.size();
        int tokens = 0;
        while (from > 1 && tokens + open.get(from - 1).tokens() <= overlap) {
            from--;
            tokens += open.get(from).tokens();
        }
        return List.copyOf(open.subList(from, open.size()));
    }

    /** Emits the open chunk, unless it says nothing but repetition, and starts the next with {@code repeat}. */
    private void cut(List<Unit> repeat) {
        if (open.subList(repeated, open.size()).stream().anyMatch(unit -> !unit.aside())) {
            out.accept(chunk());
        }
        open.clear();
        open.addAll(repeat);
        repeated = repeat.size();
    }

    private void shortenRepeated(int tokens) {
        while (repeated > 0 && Unit.tokens(open) + tokens > budget) {
            dropRepeated();
        }
    }

    private void dropRepeated() {
        open.removeFirst();
        repeated--;
    }

    private Chunk chunk() {
        return Unit.joined(ordinal++, open, path);
    }
}
