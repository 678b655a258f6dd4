package io.ragline.worker.query;

import io.ragline.model.Passage;
import io.ragline.model.Surroundings.Repeat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Collects passages and leaves out those that say what a better one has said: their sets of five-word shingles overlap nearly wholly
 * (Broder's resemblance, "On the resemblance and containment of documents", 1997), and what differs is no {@link TellingWords
 * telling word}. The better one names the places of those left out.
 */
final class NearDuplicates {
    /** Of both passages' shingles, the part that is common. */
    private static final double SAME = 0.8;

    private static final int WORDS = 5;

    private final int limit;
    private final List<Kept> kept = new ArrayList<>();

    /** A passage that is kept, and what it stands for. */
    private record Kept(Passage passage, TellingWords words, int[] shingles, List<Repeat> repeats) {}

    /** @param limit how many passages to keep */
    NearDuplicates(int limit) {
        this.limit = limit;
    }

    /** Whether there are as many as are wanted. */
    boolean isFull() {
        return kept.size() >= limit;
    }

    /** The next best passage. */
    void add(Passage passage) {
        TellingWords words = TellingWords.of(passage.chunk().text());
        int[] shingles = shingles(words.words());
        Kept same = kept.stream()
                .filter(other -> resemblance(other.shingles(), shingles) >= SAME
                        && other.words().tellTheSame(words))
                .findFirst()
                .orElse(null);
        if (same != null) {
            same.repeats()
                    .add(new Repeat(
                            passage.documentId(),
                            passage.filename(),
                            passage.chunk().pageAt(0)));
        } else if (!isFull()) {
            kept.add(new Kept(passage, words, shingles, new ArrayList<>()));
        }
    }

    /** Those that say something new, in order. */
    List<Passage> passages() {
        return kept.stream()
                .map(each -> each.repeats().isEmpty()
                        ? each.passage()
                        : each.passage().with(each.passage().surroundings().repeated(each.repeats())))
                .toList();
    }

    /** The hashes of the shingles, each once, in order: two that have the same hash by chance change nothing that matters. */
    private static int[] shingles(List<String> words) {
        int[] hashes = words.stream().mapToInt(String::hashCode).toArray();
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
