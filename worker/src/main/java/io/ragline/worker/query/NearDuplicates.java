package io.ragline.worker.query;

import io.ragline.model.Passage;
import io.ragline.model.Surroundings.Repeat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Leaves out passages that say what a better one has said: their sets of five-word shingles overlap nearly wholly (Broder's
 * resemblance, "On the resemblance and containment of documents", 1997). The better one names the places of those left out.
 */
final class NearDuplicates {
    /** Of both passages' shingles, the part that is common; a corrected date or a page number leaves more than this. */
    private static final double SAME = 0.8;

    private static final int WORDS = 5;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private NearDuplicates() {}

    /** A passage that is kept, and what it stands for. */
    private record Kept(Passage passage, int[] shingles, List<Repeat> repeats) {}

    /** The first {@code limit} passages that say something new, in order. */
    static List<Passage> fold(List<Passage> ranked, int limit) {
        List<Kept> kept = new ArrayList<>();
        for (Passage passage : ranked) {
            int[] shingles = shingles(passage.chunk().text());
            Kept same = kept.stream()
                    .filter(other -> resemblance(other.shingles(), shingles) >= SAME)
                    .findFirst()
                    .orElse(null);
            if (same != null) {
                same.repeats()
                        .add(new Repeat(
                                passage.documentId(),
                                passage.filename(),
                                passage.chunk().pageAt(0)));
            } else if (kept.size() < limit) {
                kept.add(new Kept(passage, shingles, new ArrayList<>()));
            }
        }
        return kept.stream()
                .map(each -> each.repeats().isEmpty()
                        ? each.passage()
                        : each.passage().with(each.passage().surroundings().repeated(each.repeats())))
                .toList();
    }

    /** The hashes of the shingles, each once, in order: two that have the same hash by chance change nothing that matters. */
    private static int[] shingles(String text) {
        String[] words = BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT).strip());
        int[] hashes = Arrays.stream(words).mapToInt(String::hashCode).toArray();
        int length = Math.min(WORDS, hashes.length);
        return IntStream.rangeClosed(0, hashes.length - length)
                .map(from -> Arrays.hashCode(Arrays.copyOfRange(hashes, from, from + length)))
                .sorted()
                .distinct()
                .toArray();
    }

    private static double resemblance(int[] one, int[] other) {
        int common = 0;
        int i = 0;
        int j = 0;
        while (i < one.length && j < other.length) {
            if (one[i] == other[j]) {
                common++;
                i++;
                j++;
            } else if (one[i] < other[j]) {
                i++;
            } else {
                j++;
            }
        }
        return (double) common / (one.length + other.length - common);
    }
}
