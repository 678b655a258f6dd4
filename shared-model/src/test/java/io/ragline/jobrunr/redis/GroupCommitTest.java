package io.ragline.jobrunr.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jobrunr.storage.StorageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GroupCommitTest {

    private final List<List<Integer>> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch firstCallGoesOn = new CountDownLatch(1);
    private volatile int refused = -1;
    private final GroupCommit<Integer, String> writes = new GroupCommit<>(this::send, 3);

    @Test
    void one_that_comes_while_none_is_under_way_goes_at_once() {
        firstCallGoesOn.countDown();

        assertThat(writes.write(1)).isEqualTo("written 1");
        assertThat(writes.write(2)).isEqualTo("written 2");

        assertThat(calls).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void those_that_come_meanwhile_go_together_and_each_gets_its_own_reply() {
        List<CompletableFuture<String>> replies = writeWhileOneIsUnderWay(4);

        for (int i = 0; i <= 4; i++) {
            assertThat(replies.get(i).join()).isEqualTo("written " + i);
        }
        assertThat(calls).extracting(List::size).containsExactly(1, 3, 1);
    }

    @Test
    void a_call_that_failed_is_made_again_for_each_alone() {
        refused = 2;

        List<CompletableFuture<String>> replies = writeWhileOneIsUnderWay(3);

        assertThat(replies.get(1).join()).isEqualTo("written 1");
        assertThatThrownBy(() -> replies.get(2).join()).hasCauseInstanceOf(StorageException.class);
        assertThat(replies.get(3).join()).isEqualTo("written 3");
        refused = -1;
        assertThat(writes.write(5)).isEqualTo("written 5");
    }

    /** Writes 0, and while that is under way as many more. */
    private List<CompletableFuture<String>> writeWhileOneIsUnderWay(int more) {
        List<CompletableFuture<String>> replies = new ArrayList<>();
        for (int i = 0; i <= more; i++) {
            int number = i;
            CompletableFuture<String> reply = new CompletableFuture<>();
            replies.add(reply);
            Thread writer = Thread.ofPlatform().daemon().start(() -> {
                try {
                    reply.complete(writes.write(number));
                } catch (RuntimeException e) {
                    reply.completeExceptionally(e);
                }
            });
            while (i == 0 ? calls.isEmpty() : writer.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        firstCallGoesOn.countDown();
        return replies;
    }

    private List<String> send(List<Integer> together) {
        calls.add(together);
        try {
            firstCallGoesOn.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (together.contains(refused)) {
            throw new StorageException("refused");
        }
        return together.stream().map(number -> "written " + number).toList();
    }
}
