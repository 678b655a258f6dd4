package io.ragline.worker.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShortestFirstPoolTest {
    private final ShortestFirstPool pool = new ShortestFirstPool("test", 1);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void a_small_batch_overtakes_a_large_one_that_came_first() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        Queue<String> done = new ConcurrentLinkedQueue<>();
        Thread large = map(List.of("large 1", "large 2", "large 3"), text -> {
            awaitUninterruptibly(release);
            done.add(text);
        });
        await().until(() -> pool.waiting() == 2);
        Thread small = map(List.of("small"), done::add);
        await().until(() -> pool.waiting() == 3);

        release.countDown();
        large.join();
        small.join();

        assertThat(done).containsExactly("large 1", "small", "large 2", "large 3");
    }

    @Test
    void a_failure_is_the_callers_and_what_waits_behind_it_is_dropped() {
        AtomicInteger started = new AtomicInteger();

        assertThatThrownBy(() -> pool.map(List.of(1, 2, 3, 4), number -> number, number -> {
                    started.incrementAndGet();
                    throw new IllegalArgumentException("bad " + number);
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bad 1");
        await().until(() -> pool.waiting() == 0);
    }

    private Thread map(List<String> texts, Consumer<String> work) {
        return Thread.ofPlatform()
                .start(() -> pool.map(texts, String::length, text -> {
                    work.accept(text);
                    return text;
                }));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
