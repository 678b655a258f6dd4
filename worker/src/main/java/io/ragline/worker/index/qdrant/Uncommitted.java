package io.ragline.worker.index.qdrant;

import io.ragline.model.ChunkOwner;
import io.ragline.worker.index.CollectionRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who wrote through this process since the last commit. What a process wrote that died is in nobody's commit any more: it stays
 * unseen until the sweep deletes it.
 */
final class Uncommitted {
    private static final int LOCKS = 64;

    private final Map<CollectionRef, Set<ChunkOwner>> owners = new HashMap<>();

    /** One commit of a collection at a time: another, whose chunks the first has taken along, must not return before it. */
    private final Lock[] commits =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(Lock[]::new);

    /** They have written: before, a commit would pass by what is on its way. */
    synchronized void add(CollectionRef collection, Set<ChunkOwner> wrote) {
        owners.computeIfAbsent(collection, any -> new HashSet<>()).addAll(wrote);
    }

    /** What they wrote was deleted. */
    synchronized void forget(CollectionRef collection, Predicate<ChunkOwner> which) {
        Set<ChunkOwner> wrote = owners.get(collection);
        if (wrote != null && wrote.removeIf(which) && wrote.isEmpty()) {
            owners.remove(collection);
        }
    }

    /** Commits for all who wrote; if that fails they are still to be committed. */
    void commit(CollectionRef collection, Consumer<Set<ChunkOwner>> commit) {
        Lock lock = commits[Math.floorMod(collection.hashCode(), LOCKS)];
        lock.lock();
        try {
            Set<ChunkOwner> wrote = take(collection);
            if (!wrote.isEmpty()) {
                commit(collection, wrote, commit);
            }
        } finally {
            lock.unlock();
        }
    }

    private void commit(CollectionRef collection, Set<ChunkOwner> wrote, Consumer<Set<ChunkOwner>> commit) {
        try {
            commit.accept(wrote);
        } catch (RuntimeException e) {
            add(collection, wrote);
            throw e;
        }
    }

    private synchronized Set<ChunkOwner> take(CollectionRef collection) {
        Set<ChunkOwner> taken = owners.remove(collection);
        return taken == null ? Set.of() : taken;
    }
}
