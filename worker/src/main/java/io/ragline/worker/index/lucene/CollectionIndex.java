package io.ragline.worker.index.lucene;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/**
 * One collection's Lucene index. It opens when it is used, for reading and for writing separately, and may be closed and
 * opened again any number of times. Searches see the last commit and nothing else, so what is found is also durable.
 *
 * <p>Users hold {@code use} shared, whoever closes or deletes holds it alone; {@code this} guards the opening.
 */
final class CollectionIndex {
    private static final System.Logger LOG = System.getLogger(CollectionIndex.class.getName());

    private final Path folder;
    private final int bufferMegabytes;
    private final Executor closing;
    private final SearcherFactory searching;
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
    private volatile long lastUsed = System.nanoTime();

    private @Nullable Directory directory;
    private @Nullable CollectionWriter writer;
    private @Nullable SearcherManager searchers;
    private boolean lostWrites;

    /** Something to find out. */
    @FunctionalInterface
    interface Search<T> {
        T in(CollectionSearch search) throws IOException;
    }

    /** Something to change. */
    @FunctionalInterface
    interface Write {
        void to(CollectionWriter writer) throws IOException;
    }

    /**
     * @param parallel runs what a search can do side by side, besides the thread that searches
     * @param closing closes what nobody searches any more
     */
    CollectionIndex(Path folder, int bufferMegabytes, Executor parallel, Executor closing) {
        this.folder = folder;
        this.bufferMegabytes = bufferMegabytes;
        this.closing = closing;
        this.searching = new SearcherFactory() {
            @Override
            public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
                IndexSearcher searcher = new IndexSearcher(reader, parallel);
                searcher.setSimilarity(CollectionWriter.BM25);
                return searcher;
            }
        };
    }

    /** Searches the last commit; a collection that was never committed gives {@code ifEmpty}. */
    <T> T search(T ifEmpty, Search<T> search) {
        return used(() -> {
            SearcherManager manager = openForReading();
            if (manager == null) {
                return ifEmpty;
            }
            IndexSearcher searcher = manager.acquire();
            try {
                return search.in(new CollectionSearch(searcher));
            } finally {
                release(searcher, manager);
            }
        });
    }

    /** The last to release a state that a commit has replaced closes its files, too, for which a search shouldn't wait. */
    private void release(IndexSearcher searcher, SearcherManager manager) throws IOException {
        if (searcher.getIndexReader().getRefCount() > 1) {
            manager.release(searcher);
        } else {
            closing.execute(() -> {
                try {
                    manager.release(searcher);
                } catch (IOException e) {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "An old state of the index in " + folder + " can't be closed",
                            e);
                }
            });
        }
    }

    void write(Write change) {
        used(() -> {
            change.to(openForWriting());
            return true;
        });
    }

    void commit() {
        used(() -> {
            failIfWritesWereLost();
            CollectionWriter open = openWriter();
            if (open != null) {
                open.commit();
                refresh();
            }
            return true;
        });
    }

    boolean exists() {
        return Files.isDirectory(folder);
    }

    synchronized boolean isOpen() {
        return directory != null;
    }

    long lastUsed() {
        return lastUsed;
    }

    /** Closes the index unless it is in use. What was written is committed: its writer may only be slow, and go on. */
    void closeIfUnused() {
        if (!use.writeLock().tryLock()) {
            return;
        }
        try {
            CollectionWriter open = openWriter();
            if (open != null && open.isOpen()) {
                open.commit();
            }
            closeAll();
        } catch (IOException | AlreadyClosedException e) {
            throw IndexFailures.of(e, folder);
        } finally {
            use.writeLock().unlock();
        }
    }

    /** Waits for the users to finish, then closes the index and drops what was not committed. */
    void close() {
        alone(this::closeAll);
    }

    /** As {@link #close}; then moves the index's folder out of the way, at once and for good. */
    void moveTo(Path grave) {
        alone(() -> {
            closeAll();
            if (Files.isDirectory(folder)) {
                Files.move(folder, grave);
            }
        });
    }

    private interface Step<T> {
        T run() throws IOException;
    }

    private interface Act {
        void run() throws IOException;
    }

    private <T> T used(Step<T> step) {
        use.readLock().lock();
        try {
            return step.run();
        } catch (IOException | AlreadyClosedException e) {
            dropBrokenWriter();
            throw IndexFailures.of(e, folder);
        } finally {
            lastUsed = System.nanoTime();
            use.readLock().unlock();
        }
    }

    private void alone(Act act) {
        use.writeLock().lock();
        try {
            act.run();
        } catch (IOException e) {
            throw IndexFailures.of(e, folder);
        } finally {
            use.writeLock().unlock();
        }
    }

    private synchronized @Nullable SearcherManager openForReading() throws IOException {
        if (searchers == null && exists() && DirectoryReader.indexExists(directory())) {
            searchers = new SearcherManager(directory(), searching);
        }
        return searchers;
    }

    private synchronized CollectionWriter openForWriting() throws IOException {
        if (writer == null) {
            writer = new CollectionWriter(directory(), bufferMegabytes);
        }
        return writer;
    }

    private synchronized @Nullable CollectionWriter openWriter() {
        return writer;
    }

    private synchronized Directory directory() throws IOException {
        if (directory == null) {
            directory = FSDirectory.open(folder);
        }
        return directory;
    }

    private void refresh() throws IOException {
        SearcherManager open;
        synchronized (this) {
            open = searchers;
        }
        if (open != null) {
            open.maybeRefreshBlocking();
        }
    }

    private synchronized void dropBrokenWriter() {
        if (writer != null && !writer.isOpen()) {
            writer = null;
            lostWrites = true;
        }
    }

    private synchronized void failIfWritesWereLost() {
        if (lostWrites) {
            lostWrites = false;
            throw new RaglineException(
                    ErrorCode.INDEX_UNAVAILABLE,
                    "The index in %s failed since the last commit, and what was written since is lost: write it again"
                            .formatted(folder));
        }
    }

    private synchronized void closeAll() throws IOException {
        try (Directory closing = directory) {
            if (searchers != null) {
                searchers.close();
            }
            if (writer != null) {
                writer.close();
            }
        } finally {
            searchers = null;
            writer = null;
            directory = null;
        }
    }
}
