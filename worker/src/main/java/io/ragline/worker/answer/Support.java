package io.ragline.worker.answer;

import io.ragline.worker.answer.ShownPassage.Stretch;
import io.ragline.worker.embed.Embedder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a passage says what a sentence of an answer says, and where. A stretch of up to three sentences of the passage has to
 * share most of the sentence's words, or to mean nearly the same by the embedding model; and every number has to stand there. That
 * catches what is made up and what is credited to the wrong passage; it is no proof against a twisted meaning.
 *
 * <p>For one answer, and one thread: it remembers what texts mean.
 */
final class Support {
    /** Share of the sentence's words that is enough by itself. */
    private static final double SAME_WORDS = 0.6;

    /** Similarity that is enough by itself: what the default model gives to paraphrases, and not to two remarks on one subject. */
    private static final double SAME_MEANING = 0.82;

    /** Both together: some of the words, and a similar meaning. */
    private static final double SOME_WORDS = 0.2;

    private static final double SIMILAR_MEANING = 0.75;

    /** Stretches of a passage, for embedding is what takes time. */
    private static final int COMPARED_BY_MEANING = 2;

    /** Passages beside those that the answer names. */
    private static final int MORE_PASSAGES = 2;

    private final Embedder embedder;
    private final Map<String, float[]> vectors = new HashMap<>();

    /** @param promise share of the sentence's words that stand anywhere in the passage */
    private record Likely(ShownPassage passage, boolean named, double promise) {}

    Support(Embedder embedder) {
        this.embedder = embedder;
    }

    /** Where the passage says what the sentence says; nothing if it does not. */
    Optional<Stretch> find(Statement sentence, ShownPassage passage) {
        if (sentence.terms().isEmpty()) {
            return Optional.empty();
        }
        List<Stretch> stretches = passage.stretches(sentence);
        Optional<Stretch> best = best(stretches);
        return best.isPresent() && best.get().coverage() < SAME_WORDS
                ? bySense(sentence, likeliest(stretches.stream()))
                : best;
    }

    /**
     * Where any passage says what the sentence says. Of several that do by its words the best is taken, of those that are as good one
     * that is named elsewhere, then the first.
     *
     * @param named numbers of the passages that the answer refers to
     */
    Optional<Stretch> findAnywhere(Statement sentence, List<ShownPassage> passages, Set<Integer> named) {
        if (sentence.terms().isEmpty()) {
            return Optional.empty();
        }
        List<Likely> likely = passages.stream()
                .map(passage -> new Likely(passage, named.contains(passage.number()), passage.promise(sentence)))
                .filter(each -> each.promise() >= 0)
                .sorted(Comparator.comparing(Likely::named).reversed())
                .toList();
        Optional<Stretch> inWords = likely.stream()
                .filter(each -> each.promise() >= SAME_WORDS)
                .flatMap(each -> best(each.passage().stretches(sentence)).stream())
                .filter(stretch -> stretch.coverage() >= SAME_WORDS)
                .reduce((one, other) -> other.worth() > one.worth() ? other : one);
        if (inWords.isPresent()) {
            return inWords;
        }
        return bySense(
                        sentence,
                        likely.stream()
                                .filter(Likely::named)
                                .flatMap(each -> likeliest(each.passage().stretches(sentence).stream())))
                .or(() -> bySense(sentence, likeliest(unnamed(sentence, likely))));
    }

    /** Of passages that the answer does not name only what shares some words: among many, one is always somehow similar. */
    private static Stream<Stretch> unnamed(Statement sentence, List<Likely> likely) {
        return likely.stream()
                .filter(each -> !each.named() && each.promise() >= SOME_WORDS)
                .sorted(Comparator.comparingDouble(Likely::promise).reversed())
                .limit(MORE_PASSAGES)
                .flatMap(each -> each.passage().stretches(sentence).stream())
                .filter(stretch -> stretch.coverage() >= SOME_WORDS);
    }

    private static Stream<Stretch> likeliest(Stream<Stretch> stretches) {
        return stretches
                .sorted(Comparator.comparingDouble(Stretch::worth).reversed())
                .limit(COMPARED_BY_MEANING);
    }

    private static Optional<Stretch> best(List<Stretch> stretches) {
        return stretches.stream().max(Comparator.comparingDouble(Stretch::worth));
    }

    private Optional<Stretch> bySense(Statement sentence, Stream<Stretch> stretches) {
        List<Stretch> likely = stretches.toList();
        if (likely.isEmpty()) {
            return Optional.empty();
        }
        embed(Stream.concat(Stream.of(sentence.text()), likely.stream().map(Stretch::text)));
        float[] wanted = vector(sentence.text());
        return likely.stream()
                .filter(stretch -> {
                    double similarity = Evidence.dot(wanted, vector(stretch.text()));
                    return similarity >= SAME_MEANING
                            || similarity >= SIMILAR_MEANING && stretch.coverage() >= SOME_WORDS;
                })
                .findFirst();
    }

    private float[] vector(String text) {
        return Objects.requireNonNull(vectors.get(text));
    }

    private void embed(Stream<String> texts) {
        List<String> unknown =
                texts.filter(text -> !vectors.containsKey(text)).distinct().toList();
        if (!unknown.isEmpty()) {
            List<float[]> found = embedder.embedPassages(unknown);
            for (int i = 0; i < unknown.size(); i++) {
                vectors.put(unknown.get(i), found.get(i));
            }
        }
    }
}
