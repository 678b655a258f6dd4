package io.ragline.bench.queue;

import java.util.ArrayList;
import java.util.List;

/** Cuts large numbers of jobs into pieces that fit into memory. */
final class Batches {
    private Batches() {}

    /** Sizes that add up to the total, none above the most. */
    static List<Integer> of(int total, int most) {
        List<Integer> sizes = new ArrayList<>();
        for (int left = total; left > 0; left -= most) {
            sizes.add(Math.min(left, most));
        }
        return sizes;
    }
}
