package io.ragline.worker.chunk;

import io.ragline.model.Page;
import java.util.ArrayList;
import java.util.List;

/** The headings above the place that the chunker has reached. */
final class Headings {
    private record Heading(int level, Unit unit) {}

    private final List<Heading> open = new ArrayList<>();
    private int named;

    /**
     * A heading of that level was reached, or, at level 0, the end: the headings that it ends are left.
     *
     * @return those of them that no chunk has named, because nothing stood under them
     */
    List<Unit> leave(int level) {
        List<Unit> unnamed = new ArrayList<>();
        while (!open.isEmpty() && open.getLast().level() >= level) {
            Heading left = open.removeLast();
            if (open.size() >= named) {
                unnamed.addFirst(left.unit());
            }
        }
        named = Math.min(named, open.size());
        return unnamed;
    }

    void enter(int level, BlockText text, Page page, int tokens) {
        open.add(new Heading(level, new Unit("\n", text.text(), text.spans(page), tokens)));
    }

    List<String> path() {
        return open.stream().map(heading -> heading.unit().text()).toList();
    }

    int tokens() {
        return open.stream().mapToInt(heading -> heading.unit().tokens()).sum();
    }

    /** A chunk carries all the open headings. */
    void name() {
        named = open.size();
    }
}
