package io.ragline.worker.query;

import io.ragline.model.Answer;
import io.ragline.model.Passage;
import io.ragline.model.QueryResult;
import io.ragline.model.TokenUsage;
import io.ragline.worker.cache.Caches;
import io.ragline.worker.cache.EntryName;
import io.ragline.worker.cache.RedisCache;
import io.ragline.worker.embed.Embedders;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Questions that are nearly the same, with the same numbers, names and negations, and for which the same passages were found in the
 * same order. For each such list of passages (and all else that an answer depends on) an entry holds the vectors of the last questions and where their answers are kept.
 */
@ApplicationScoped
class SimilarQuestions {
    private static final int MOST_QUESTIONS = 16;
    private static final int NAME_BYTES = 43;
    private static final int LARGEST = 1 << 20;

    private final SimilarQuestionsConfig config;
    private final KeptAnswers answers;
    private final Embedders embedders;
    private final RedisCache cache;

    SimilarQuestions(
            SimilarQuestionsConfig config,
            AnswerCacheConfig kept,
            KeptAnswers answers,
            Embedders embedders,
            Caches caches) {
        this.config = config;
        this.answers = answers;
        this.embedders = embedders;
        this.cache = caches.redis(
                "similar",
                new RedisCache.Limits(kept.maxEntries(), (long) config.maxMegabytes() << 20, LARGEST, kept.keep()));
    }

    /** A question that was asked before, and the name of its answer. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Known(String answer, float[] vector) {}

    /** A question for which passages were found. */
    final class Found {
        private final AnswerKey key;
        private final String entry;
        private final float[] vector;

        private Found(AnswerKey key, String entry, float[] vector) {
            this.key = key;
            this.entry = entry;
            this.vector = vector;
        }

        /** The answer to a question that is nearly this one, the likeliest first. */
        Optional<Answer> answer() {
            return known(entry, vector.length).stream()
                    .filter(other -> similarity(other) >= config.minSimilarity())
                    .sorted(Comparator.comparingDouble(this::similarity).reversed())
                    .map(other -> answers.named(other.answer()))
                    .flatMap(Optional::stream)
                    .flatMap(result -> answerOf(result).stream())
                    .findFirst();
        }

        private double similarity(Known other) {
            double sum = 0;
            for (int i = 0; i < vector.length; i++) {
                sum += (double) vector[i] * other.vector()[i];
            }
            return sum;
        }

        /** Remembers the question, whose answer is about to be kept. Of two at the same moment one may be forgotten. */
        void remember() {
            List<Known> all = new ArrayList<>();
            all.add(new Known(key.name(), vector));
            known(entry, vector.length).stream()
                    .filter(other -> !other.answer().equals(key.name()))
                    .limit(MOST_QUESTIONS - 1)
                    .forEach(all::add);
            cache.put(entry, bytes(all, vector.length));
        }
    }

    /**
     * A question whose answer may be that to another; nothing if that isn't wanted.
     *
     * @param key nothing for a question whose answer isn't kept
     * @param question standing on its own
     */
    Optional<Found> found(@Nullable AnswerKey key, String question, List<Passage> passages) {
        if (!config.enabled() || !answers.enabled() || key == null || passages.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Found(
                key, entry(key, question, passages), embedders.inProcess().embedQuery(question)));
    }

    private static Optional<Answer> answerOf(QueryResult result) {
        if (result.answer() == null || result.model() == null || result.answered() == null) {
            return Optional.empty();
        }
        return Optional.of(new Answer(
                result.answer(),
                result.model(),
                result.answered(),
                result.truncated(),
                result.citations(),
                result.unsupported(),
                TokenUsage.NONE));
    }

    /** Questions about 30 and 31 days, or about what is and what is not, are alike in all but what matters. */
    private static String entry(AnswerKey key, String question, List<Passage> passages) {
        return EntryName.of(Stream.concat(
                        Stream.of(
                                key.scope(),
                                String.join("\n", TellingWords.of(question).ofQuestion())),
                        passages.stream()
                                .map(passage -> passage.versionId() + " "
                                        + passage.chunk().ordinal()))
                .toArray(String[]::new));
    }

    private List<Known> known(String entry, int dimensions) {
        int size = NAME_BYTES + dimensions * Float.BYTES;
        List<Known> known = new ArrayList<>();
        Optional<byte[]> bytes = cache.get(entry);
        if (bytes.isPresent() && bytes.get().length % size == 0) {
            ByteBuffer in = ByteBuffer.wrap(bytes.get());
            while (in.hasRemaining()) {
                byte[] name = new byte[NAME_BYTES];
                in.get(name);
                float[] vector = new float[dimensions];
                in.asFloatBuffer().get(vector);
                in.position(in.position() + dimensions * Float.BYTES);
                known.add(new Known(new String(name, StandardCharsets.US_ASCII), vector));
            }
        }
        return known;
    }

    private static byte[] bytes(List<Known> known, int dimensions) {
        ByteBuffer out = ByteBuffer.allocate(known.size() * (NAME_BYTES + dimensions * Float.BYTES));
        for (Known each : known) {
            out.put(each.answer().getBytes(StandardCharsets.US_ASCII));
            out.asFloatBuffer().put(each.vector());
            out.position(out.position() + dimensions * Float.BYTES);
        }
        return out.array();
    }
}
