package io.ragline.worker.extract.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ragline.worker.extract.RecordingSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ExtractionPoolTest extends ChildTesting {
    private static final Duration SOON = Duration.ofSeconds(15);

    @Test
    void a_child_is_there_before_any_document_is() {
        ExtractionPool pool = pool(LIMITS, PoolSize.ofMax(2));

        await().atMost(SOON).until(() -> pool.pids().size() == 1);
        List<Long> ahead = pool.pids();
        new ChildExtractor(pool).extract(pdf(onePage), new RecordingSink());

        assertThat(pool.pids()).isEqualTo(ahead);
    }

    @Test
    void a_warm_child_that_ends_is_replaced_though_nothing_is_read() {
        ExtractionPool pool = pool(LIMITS, new PoolSize(1, 1, Duration.ofMillis(100), 100));
        await().atMost(SOON).until(() -> pool.pids().size() == 1);
        long first = pool.pids().getFirst();

        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        await().atMost(SOON).until(() -> pool.pids().size() == 1 && pool.pids().getFirst() != first);
    }

    @Test
    void a_child_is_replaced_after_its_share_of_documents() {
        ExtractionPool pool = pool(LIMITS, new PoolSize(1, 0, Duration.ofMinutes(1), 2));
        ChildExtractor extractor = new ChildExtractor(pool);

        extractor.extract(pdf(onePage), new RecordingSink());
        List<Long> first = pool.pids();
        extractor.extract(pdf(onePage), new RecordingSink());

        assertThat(first).hasSize(1);
        assertThat(pool.pids()).isEmpty();
    }

    @Test
    void a_child_beyond_the_warm_ones_goes_after_a_while_and_its_files_with_it() {
        List<String> before = homes();
        ExtractionPool pool = pool(LIMITS, new PoolSize(1, 0, Duration.ofMillis(50), 100));
        new ChildExtractor(pool).extract(pdf(onePage), new RecordingSink());

        await().atMost(Duration.ofSeconds(10)).until(() -> children().isEmpty());
        assertThat(pool.pids()).isEmpty();
        await().atMost(Duration.ofSeconds(10)).until(() -> before.containsAll(homes()));
    }

    @Test
    void more_documents_than_children_wait_their_turn() throws Exception {
        ExtractionPool pool = pool(LIMITS, PoolSize.ofMax(2));
        ChildExtractor extractor = new ChildExtractor(pool);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> results = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                results.add(callers.submit(() -> {
                    RecordingSink sink = new RecordingSink();
                    extractor.extract(pdf(onePage), sink);
                    assertThat(pool.pids().size()).isLessThanOrEqualTo(2);
                    return sink.pages().size();
                }));
            }
            for (Future<Integer> result : results) {
                assertThat(result.get()).isEqualTo(1);
            }
        }
    }

    @Test
    void a_pool_that_is_closed_while_it_starts_a_child_leaves_none() {
        ExtractionPool pool = pool(LIMITS, PoolSize.ofMax(1));

        pool.close();

        await().atMost(SOON).until(() -> children().isEmpty());
        assertThat(pool.pids()).isEmpty();
    }
}
