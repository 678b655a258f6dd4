package io.ragline.worker.extract.pdf.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a page that are running text: lines one below the other in one size that fill their column, so that the
 * next line's first word had no room, and that often begin amid a sentence.
 */
final class Prose {
    private static final int MIN_LINES = 3;
    private static final int MIN_LENGTH = 20;
    private static final int LONG = 70;
    private static final float FILLED = 0.6f;
    private static final float AMID_SENTENCE = 0.3f;
    private static final float MAX_LEADING = 1.9f;

    private final List<Line> lines;
    private final Set<Chunk> prose = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Chunk> inChain = Collections.newSetFromMap(new IdentityHashMap<>());

    private Prose(List<Line> lines) {
        this.lines = lines;
    }

    /** By identity. */
    static Set<Chunk> of(List<Line> lines) {
        Prose found = new Prose(lines);
        for (int i = 0; i < lines.size(); i++) {
            for (Chunk chunk : lines.get(i).chunks()) {
                if (!found.inChain.contains(chunk)) {
                    found.judge(found.chain(chunk, i));
                }
            }
        }
        return found.prose;
    }

    private List<Chunk> chain(Chunk first, int line) {
        List<Chunk> chain = new ArrayList<>(List.of(first));
        inChain.add(first);
        Chunk last = first;
        for (int i = line + 1; i < lines.size(); i++) {
            if (lines.get(i).baseline() - last.baseline() > MAX_LEADING * last.size()) {
                break;
            }
            Chunk next = below(last, lines.get(i));
            if (next != null) {
                chain.add(next);
                inChain.add(next);
                last = next;
            }
        }
        return chain;
    }

    private @Nullable Chunk below(Chunk above, Line line) {
        for (Chunk chunk : line.chunks()) {
            boolean alike = Math.abs(chunk.size() - above.size()) < 0.12f * above.size()
                    && chunk.overlaps(above)
                    && Math.abs(chunk.left() - above.left()) < 3 * above.size();
            if (alike && !inChain.contains(chunk)) {
                return chunk;
            }
        }
        return null;
    }

    private void judge(List<Chunk> chain) {
        if (chain.size() >= MIN_LINES && isProse(chain)) {
            prose.addAll(chain);
            return;
        }
        for (Chunk chunk : chain) {
            if (chunk.length() >= LONG && chunk.words().size() > 8) {
                prose.add(chunk);
            }
        }
    }

    private static boolean isProse(List<Chunk> chain) {
        double length = chain.stream().mapToInt(Chunk::length).average().orElse(0);
        if (length < MIN_LENGTH) {
            return false;
        }
        float right = (float) chain.stream().mapToDouble(Chunk::right).max().orElse(0);
        int filled = 0;
        int cased = 0;
        int amid = 0;
        for (int i = 1; i < chain.size(); i++) {
            Word next = chain.get(i).first();
            filled += right - chain.get(i - 1).right() < next.width() + 0.6f * next.size() ? 1 : 0;
            int letter = next.text().codePointAt(0);
            cased += Character.isUpperCase(letter) || Character.isLowerCase(letter) ? 1 : 0;
            amid += Character.isLowerCase(letter) ? 1 : 0;
        }
        boolean sentences = cased == 0 || amid >= AMID_SENTENCE * cased;
        return sentences && filled >= FILLED * (chain.size() - 1);
    }
}
