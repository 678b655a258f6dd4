package io.ragline.worker.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.testing.RealServices;
import io.ragline.worker.cache.CacheOwner;
import io.ragline.worker.cache.Caches;
import io.ragline.worker.cache.Freshness;
import io.ragline.worker.chunk.TokenCounter;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** In front of an embedder that tells what it was asked, on a real Redis. */
@QuarkusTest
@Tag("whole-worker")
@WithTestResource(RealServices.class)
class CachingEmbedderTest {
    @Inject
    Caches caches;

    @Inject
    Freshness freshness;

    private final CacheOwner owner = new CacheOwner();
    private final UUID tenant = UUID.randomUUID();

    private final Telling model = new Telling("model-" + UUID.randomUUID());

    /** A hashing embedder that remembers what it embedded. */
    private static final class Telling implements Embedder {
        private final HashingEmbedder embedder = new HashingEmbedder();
        private final List<String> asked = new ArrayList<>();
        private final String name;

        Telling(String name) {
            this.name = name;
        }

        @Override
        public String model() {
            return name;
        }

        @Override
        public int dimensions() {
            return embedder.dimensions();
        }

        @Override
        public List<float[]> embedPassages(List<String> texts) {
            if (texts.contains("fail")) {
                throw new IllegalStateException("no");
            }
            asked.addAll(texts);
            return embedder.embedPassages(texts);
        }

        @Override
        public TokenCounter tokenCounter() {
            return embedder.tokenCounter();
        }

        @Override
        public float[] embedQuery(String question) {
            asked.add("? " + question);
            return embedder.embedQuery(question);
        }
    }

    private record Config(boolean enabled, Duration keep, int maxEntries, int maxMegabytes, int memoryMegabytes)
            implements EmbeddingCacheConfig {}

    /** A worker process: what it has in memory no other has. */
    private Embedder worker(Embedder behind) {
        return forTenant(
                tenant,
                new KeptVectors(new Config(true, Duration.ofHours(1), 1000, 10, 1), caches, freshness, owner)
                        .before(behind, ""));
    }

    /** Embeds as jobs of a tenant do. */
    private Embedder forTenant(UUID asking, Embedder embedder) {
        return new Embedder() {
            @Override
            public String model() {
                return embedder.model();
            }

            @Override
            public int dimensions() {
                return embedder.dimensions();
            }

            @Override
            public TokenCounter tokenCounter() {
                return embedder.tokenCounter();
            }

            @Override
            public List<float[]> embedPassages(List<String> texts) {
                List<float[]> vectors = new ArrayList<>();
                owner.during(asking, () -> vectors.addAll(embedder.embedPassages(texts)));
                return vectors;
            }

            @Override
            public float[] embedQuery(String question) {
                List<float[]> vectors = new ArrayList<>();
                owner.during(asking, () -> vectors.add(embedder.embedQuery(question)));
                return vectors.getFirst();
            }
        };
    }

    @Test
    void nobody_learns_from_the_time_that_it_takes_what_texts_another_tenant_has() {
        KeptVectors kept =
                new KeptVectors(new Config(true, Duration.ofHours(1), 1000, 10, 1), caches, freshness, owner);
        Embedder embedder = kept.before(model, "");

        forTenant(UUID.randomUUID(), embedder).embedPassages(List.of("secret"));
        forTenant(tenant, embedder).embedPassages(List.of("secret"));
        forTenant(tenant, embedder).embedPassages(List.of("secret"));

        assertThat(model.asked).as("once for each tenant").containsExactly("secret", "secret");
    }

    @Test
    void what_is_embedded_for_nobody_is_not_kept() {
        KeptVectors kept =
                new KeptVectors(new Config(true, Duration.ofHours(1), 1000, 10, 1), caches, freshness, owner);
        kept.before(model, "").embedQuery("text");
        kept.before(model, "").embedQuery("text");

        assertThat(model.asked).containsExactly("? text", "? text");
    }

    private float[] vector(String text) {
        return new HashingEmbedder().embedQuery(text);
    }

    @Test
    void each_text_is_embedded_once_and_all_come_in_order() {
        Embedder embedder = worker(model);
        embedder.embedPassages(List.of("one", "two"));

        List<float[]> vectors = embedder.embedPassages(List.of("three", "two", "three", "one"));

        assertThat(vectors).containsExactly(vector("three"), vector("two"), vector("three"), vector("one"));
        assertThat(model.asked).containsExactly("one", "two", "three");
    }

    @Test
    void another_worker_finds_the_very_same_numbers() {
        float[] first =
                worker(model).embedPassages(List.of("Change the filter.")).getFirst();

        float[] second =
                worker(model).embedPassages(List.of("Change the filter.")).getFirst();

        assertThat(second).containsExactly(first);
        assertThat(model.asked).hasSize(1);
    }

    @Test
    void a_question_is_not_a_passage_and_one_model_not_another() {
        Telling other = new Telling(model.model() + "-2");
        worker(model).embedPassages(List.of("text"));
        worker(model).embedQuery("text");
        worker(other).embedQuery("text");

        assertThat(model.asked).containsExactly("text", "? text");
        assertThat(other.asked).containsExactly("? text");
    }

    @Test
    void what_a_model_depends_on_beside_its_name_matters() {
        KeptVectors kept =
                new KeptVectors(new Config(true, Duration.ofHours(1), 1000, 10, 1), caches, freshness, owner);
        forTenant(tenant, kept.before(model, "query: ")).embedQuery("text");
        forTenant(tenant, kept.before(model, "question: ")).embedQuery("text");

        assertThat(model.asked).containsExactly("? text", "? text");
    }

    @Test
    void callers_may_write_into_what_they_get() {
        Embedder embedder = worker(model);
        float[] first = embedder.embedQuery("text");
        first[0] = 42;
        float[] second = embedder.embedQuery("text");
        second[0] = 43;

        assertThat(embedder.embedQuery("text")).containsExactly(vector("text"));
    }

    @Test
    void who_wants_it_fresh_gets_it_fresh_and_others_profit() {
        Embedder embedder = worker(model);
        embedder.embedQuery("text");

        freshness.during(true, () -> embedder.embedQuery("text"));
        freshness.during(true, () -> embedder.embedQuery("new"));
        embedder.embedQuery("new");

        assertThat(model.asked).containsExactly("? text", "? text", "? new");
    }

    @Test
    void a_failure_is_not_kept() {
        Embedder embedder = worker(model);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> embedder.embedPassages(List.of("fail"))).hasMessage("no");
        }
    }

    @Test
    void more_texts_than_fit_into_memory_or_redis_are_embedded_all_the_same() {
        Embedder embedder = worker(model);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            texts.add("text number " + i);
        }

        List<float[]> vectors = embedder.embedPassages(texts);

        assertThat(vectors).hasSize(3_000);
        assertThat(vectors.get(2_999)).containsExactly(vector("text number 2999"));
    }

    @Test
    void switched_off_it_is_not_there() {
        KeptVectors off = new KeptVectors(new Config(false, Duration.ofHours(1), 1, 1, 1), caches, freshness, owner);

        assertThat(off.before(model, "")).isSameAs(model);
    }

    @Test
    void without_redis_texts_are_embedded_and_kept_in_memory() {
        Embedder embedder = worker(model);

        RealServices.withoutRedis(() -> {
            assertThat(embedder.embedQuery("text")).containsExactly(vector("text"));
            assertThat(embedder.embedQuery("text")).containsExactly(vector("text"));
        });

        assertThat(model.asked).containsExactly("? text");
    }
}
