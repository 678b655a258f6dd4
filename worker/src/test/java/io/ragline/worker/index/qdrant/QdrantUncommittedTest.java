package io.ragline.worker.index.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ragline.model.ChunkOwner;
import io.ragline.worker.index.CollectionRef;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class QdrantUncommittedTest {
    private final Uncommitted uncommitted = new Uncommitted();
    private final CollectionRef collection = Written.collection();
    private final ChunkOwner one = Written.owner();
    private final ChunkOwner other = Written.owner();
    private final List<Set<ChunkOwner>> committed = new CopyOnWriteArrayList<>();

    @Test
    void all_who_wrote_are_committed_once() {
        uncommitted.add(collection, Set.of(one));
        uncommitted.add(collection, Set.of(one, other));
        uncommitted.add(Written.collection(), Set.of(Written.owner()));

        uncommitted.commit(collection, committed::add);
        uncommitted.commit(collection, committed::add);

        assertThat(committed).containsExactly(Set.of(one, other));
    }

    @Test
    void what_was_deleted_is_not_committed() {
        uncommitted.add(collection, Set.of(one, other));

        uncommitted.forget(collection, one::equals);
        uncommitted.commit(collection, committed::add);

        assertThat(committed).containsExactly(Set.of(other));
    }

    @Test
    void a_failed_commit_leaves_it_to_the_next() {
        uncommitted.add(collection, Set.of(one));
        assertThatThrownBy(() -> uncommitted.commit(collection, wrote -> {
                    throw new IllegalStateException("away");
                }))
                .hasMessage("away");

        uncommitted.commit(collection, committed::add);

        assertThat(committed).containsExactly(Set.of(one));
    }

    @Test
    void who_was_taken_along_by_another_waits_for_that_one() throws Exception {
        uncommitted.add(collection, Set.of(one, other));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> first = threads.submit(() -> uncommitted.commit(collection, wrote -> {
                begun.countDown();
                awaitQuietly(mayEnd);
                committed.add(wrote);
            }));
            begun.await(10, TimeUnit.SECONDS);
            Future<Integer> second = threads.submit(() -> {
                uncommitted.commit(collection, committed::add);
                return committed.size();
            });
            mayEnd.countDown();

            assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(1);
            first.get(10, TimeUnit.SECONDS);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
