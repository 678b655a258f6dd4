package io.ragline.worker.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.model.QueryResult;
import io.ragline.model.TokenUsage;
import io.ragline.worker.cache.CacheMetrics;
import io.ragline.worker.cache.CacheMetrics.Asked;
import io.ragline.worker.cache.Caches;
import io.ragline.worker.cache.RedisCache;
import io.ragline.worker.cache.SharedWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers that were given before. Of equal questions at the same time one is answered, and the others get its answer. What can't be
 * found any more because a collection changed is evicted in its time.
 */
@ApplicationScoped
class KeptAnswers {
    /** How a result says that the same question was answered before. */
    static final String EXACT = "exact";
    /** How a result says that nearly the same question was. */
    static final String SIMILAR = "similar";

    private final boolean enabled;
    private final ResultBytes bytes;
    private final RedisCache cache;
    private final SharedWork sharing;
    private final CacheMetrics metrics;

    KeptAnswers(AnswerCacheConfig config, Caches caches, ObjectMapper json) {
        this.enabled = config.enabled();
        this.bytes = new ResultBytes(json);
        this.cache = caches.redis(
                "answers",
                new RedisCache.Limits(
                        config.maxEntries(),
                        (long) config.maxMegabytes() << 20,
                        config.maxAnswerKilobytes() << 10,
                        config.keep()));
        this.sharing = caches.sharing(cache);
        this.metrics = caches.metrics("answers");
    }

    boolean enabled() {
        return enabled;
    }

    /**
     * The answer that is kept, or that somebody is just working out, or else that of {@code work}, which is kept from then on.
     *
     * @param key what the answer depends on; null if that isn't known, so that nothing is kept
     * @param rewriting what it took to have the question stand on its own
     * @param fresh whether {@code work} is to be done in any case
     * @param check asked several times a second while somebody else works; what it throws ends the waiting
     */
    QueryResult answer(
            @Nullable AnswerKey key, TokenUsage rewriting, boolean fresh, Runnable check, Supplier<QueryResult> work) {
        if (!enabled || key == null) {
            return work.get();
        }
        if (fresh) {
            metrics.asked(Asked.FRESH, 1);
            QueryResult result = work.get();
            if (isWhole(key, result)) {
                cache.put(key.name(), bytes.of(result));
            }
            return result;
        }
        try (SharedWork.Turn turn = sharing.take(key.name(), check)) {
            byte[] kept = turn.value();
            Optional<QueryResult> known = kept == null ? Optional.empty() : bytes.read(kept);
            if (known.isPresent()) {
                return known.get().again(EXACT, rewriting);
            }
            QueryResult result = work.get();
            if (isWhole(key, result)) {
                turn.put(bytes.of(result));
            }
            return result;
        }
    }

    /** The answer of that name, if it is kept. */
    Optional<QueryResult> named(String name) {
        return cache.get(name).flatMap(bytes::read);
    }

    /** Not what lacks its end or came about because a model or a reranker was away, nor what was another question's answer. */
    private static boolean isWhole(AnswerKey key, QueryResult result) {
        boolean reranked = result.rerank() == null || result.rerank().status().equals(QueryResult.Rerank.APPLIED);
        boolean asWanted = result.model() == null || result.model().equals(key.writer());
        return reranked && asWanted && !result.truncated() && result.cached() == null;
    }
}
