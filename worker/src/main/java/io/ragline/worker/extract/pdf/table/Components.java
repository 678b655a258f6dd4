package io.ragline.worker.extract.pdf.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lines that hang together because they meet, which may be the lines of one table. */
record Components(List<Ruling> across, List<Ruling> down) {
    /** A map or a drawing has more; comparing them would take long and find nothing. */
    private static final long MAX_PAIRS = 6_000_000;

    static List<Components> of(Rulings rulings) {
        List<Ruling> across = rulings.across();
        List<Ruling> down = rulings.down();
        if ((long) across.size() * down.size() > MAX_PAIRS) {
            return List.of();
        }
        int[] group = new int[across.size() + down.size()];
        Arrays.setAll(group, i -> i);
        for (int a = 0; a < across.size(); a++) {
            for (int d = 0; d < down.size(); d++) {
                if (across.get(a).meets(down.get(d), Mesh.TOLERANCE)) {
                    group[find(group, a)] = find(group, across.size() + d);
                }
            }
        }
        Map<Integer, Components> found = new HashMap<>();
        for (int i = 0; i < group.length; i++) {
            Components component =
                    found.computeIfAbsent(find(group, i), root -> new Components(new ArrayList<>(), new ArrayList<>()));
            if (i < across.size()) {
                component.across.add(across.get(i));
            } else {
                component.down.add(down.get(i - across.size()));
            }
        }
        return found.values().stream()
                .filter(c -> !c.across.isEmpty() && !c.down.isEmpty())
                .toList();
    }

    private static int find(int[] group, int i) {
        int root = i;
        while (group[root] != root) {
            group[root] = group[group[root]];
            root = group[root];
        }
        return root;
    }
}
