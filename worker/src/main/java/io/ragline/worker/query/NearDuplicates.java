package io.ragline.worker.query;

import io.ragline.model.Passage;
import io.ragline.model.Surroundings.Repeat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

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
    private record Kept(Passage passage, Set<String> shingles, List<Repeat> repeats) {}

    /** The first {@code limit} passages that say something new, in order. */
    static List<Passage> fold(List<Passage> ranked, int limit) {
        List<Kept> kept = new ArrayList<>();
        for (Passage passage : ranked) {
            Set<String> shingles = shingles(passage.chunk().text());
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

    private static Set<String> shingles(String text) {
        String[] words = BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT).strip());
        Set<String> shingles = new HashSet<>();
        for (int from = 0; from + WORDS <= words.length; from++) {
            shingles.add(String.join(" ", List.of(words).subList(from, from + WORDS)));
        }
        if (shingles.isEmpty()) {
            shingles.add(String.join(" ", words));
        }
        return shingles;
    }

    private static double resemblance(Set<String> one, Set<String> other) {
        Set<String> fewer = one.size() < other.size() ? one : other;
        Set<String> more = fewer == one ? other : one;
        long common = fewer.stream().filter(more::contains).count();
        return (double) common / (one.size() + other.size() - common);
    }
}
