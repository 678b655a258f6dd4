package io.ragline.jobrunr.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jobrunr.storage.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * Sends what many threads write at the same time together: a write that comes while none is under way goes at once and
 * alone; those that come meanwhile are gathered and go in one call when it is back. So an idle queue waits for nothing, and
 * a busy one pays for one round trip instead of one for each finished job, which is most of what a short job costs.
 *
 * <p>One of the writers sends for the others, there is no thread for it. It may be interrupted, or one of the writes may be
 * such that Redis refuses them all, so a call that failed does not decide for those who share it: each of them then writes
 * alone. Hence a write must be safe to apply twice.
 *
 * @param <W> what is written; no two at the same time are of the same job
 * @param <R> what becomes of it
 */
final class GroupCommit<W, R> {

    private final Function<List<W>, List<R>> send;
    private final int mostAtOnce;
    private final ReentrantLock lock = new ReentrantLock();
    private List<Pending<W, R>> gathered = new ArrayList<>();
    private boolean underWay;

    /** @param send writes them all, and replies in the same order */
    GroupCommit(Function<List<W>, List<R>> send, int mostAtOnce) {
        this.send = send;
        this.mostAtOnce = mostAtOnce;
    }

    /** Returns when it is written. An interrupted thread waits all the same: its job's last state must still be saved. */
    R write(W write) {
        Pending<W, R> mine = new Pending<>(write);
        if (goesAtOnce(mine)) {
            return lead(List.of(mine));
        }
        Turn<W, R> turn = mine.turn.join();
        if (turn.toLead != null) {
            return lead(turn.toLead);
        }
        return turn.reply != null ? turn.reply : alone(write);
    }

    private boolean goesAtOnce(Pending<W, R> mine) {
        lock.lock();
        try {
            if (!underWay) {
                underWay = true;
                return true;
            }
            gathered.add(mine);
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Sends the writes, of which the first is the calling thread's own. */
    private R lead(List<Pending<W, R>> together) {
        @Nullable List<R> replies = null;
        try {
            replies = send.apply(together.stream().map(Pending::write).toList());
        } catch (StorageException e) {
            if (together.size() == 1) {
                throw e;
            }
        } finally {
            passOn();
            for (int i = 1; i < together.size(); i++) {
                together.get(i).turn.complete(new Turn<>(null, replies == null ? null : replies.get(i)));
            }
        }
        return replies != null ? replies.getFirst() : alone(together.getFirst().write);
    }

    /** Before the replies are told: what has gathered is to be under way while those threads go on. */
    private void passOn() {
        List<Pending<W, R>> next;
        lock.lock();
        try {
            if (gathered.isEmpty()) {
                underWay = false;
                return;
            }
            int some = Math.min(gathered.size(), mostAtOnce);
            next = List.copyOf(gathered.subList(0, some));
            gathered = new ArrayList<>(gathered.subList(some, gathered.size()));
        } finally {
            lock.unlock();
        }
        next.getFirst().turn.complete(new Turn<>(next, null));
    }

    private R alone(W write) {
        return send.apply(List.of(write)).getFirst();
    }

    private record Pending<W, R>(W write, CompletableFuture<Turn<W, R>> turn) {
        Pending(W write) {
            this(write, new CompletableFuture<>());
        }
    }

    /** What a waiting thread is told: to send these, its reply, or, when both are null, to write alone. */
    private record Turn<W, R>(
            @Nullable List<Pending<W, R>> toLead, @Nullable R reply) {}
}
