package io.ragline.bench.retrieval.speed;

import io.ragline.filter.SearchFilter;
import io.ragline.filter.Value;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which of the chunks a search is limited to. */
enum Selection {
    ALL("none") {
        @Override
        @Nullable
        SearchFilter filter() {
            return null;
        }

        @Override
        boolean has(int chunk) {
            return true;
        }
    },
    HALF("50 %") {
        @Override
        SearchFilter filter() {
            return new SearchFilter.In(SyntheticCollection.HALF, Set.of(new Value.Flag(true)));
        }

        @Override
        boolean has(int chunk) {
            return chunk / SyntheticCollection.CHUNKS_OF_A_DOCUMENT % 2 == 0;
        }
    },
    HUNDREDTH("1 %") {
        @Override
        SearchFilter filter() {
            return new SearchFilter.In(SyntheticCollection.PERCENT, Set.of(new Value.Number(7)));
        }

        @Override
        boolean has(int chunk) {
            return chunk / SyntheticCollection.CHUNKS_OF_A_DOCUMENT % 100 == 7;
        }
    };

    private final String label;

    Selection(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    abstract @Nullable SearchFilter filter();

    /** Whether the filter lets the chunk of a number through. */
    abstract boolean has(int chunk);
}
