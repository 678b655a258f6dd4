package io.ragline.bench.retrieval.speed;

import io.ragline.bench.retrieval.Latencies;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Times of searches by situation, in rounds: of a percentile the median of the rounds stands, since machines are noisy. */
final class Timings {
    private final Map<Situation, List<Latencies>> rounds = new LinkedHashMap<>();

    void add(Situation situation, Latencies round) {
        rounds.computeIfAbsent(situation, any -> new ArrayList<>()).add(round);
    }

    List<Situation> situations() {
        return List.copyOf(rounds.keySet());
    }

    /** In milliseconds. */
    double percentile(Situation situation, int percent) {
        double[] sorted = rounds.getOrDefault(situation, List.of()).stream()
                .mapToDouble(round -> round.percentile(percent))
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }
}
