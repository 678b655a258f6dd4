package io.ragline.worker.index.lucene;

import io.ragline.model.RaglineException;
import io.ragline.worker.index.CollectionRef;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The collections of the folder, {@code <tenant>/<collection>} each, and which of them are open. */
final class OpenCollections implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(OpenCollections.class.getName());
    private static final String DELETED = ".deleted";

    private final LuceneIndexOptions options;
    private final Executor parallel;
    private final Path graveyard;
    private final Map<CollectionRef, CollectionIndex> collections = new ConcurrentHashMap<>();
    private final ScheduledExecutorService housekeeping = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("index-housekeeping").factory());

    /** @param parallel runs what a search can do side by side, besides the thread that searches */
    OpenCollections(LuceneIndexOptions options, Executor parallel) {
        this.options = options;
        this.parallel = parallel;
        this.graveyard = options.folder().resolve(DELETED);
        bury();
        long period = Math.max(1, options.idle().dividedBy(4).toMillis());
        housekeeping.scheduleWithFixedDelay(this::closeIdle, period, period, TimeUnit.MILLISECONDS);
    }

    <T> T with(CollectionRef ref, Function<CollectionIndex, T> work) {
        CollectionIndex index = collections.computeIfAbsent(ref, this::at);
        boolean wasOpen = index.isOpen();
        T result = work.apply(index);
        if (!wasOpen) {
            closeSurplus(index);
        }
        return result;
    }

    void use(CollectionRef ref, Consumer<CollectionIndex> work) {
        with(ref, index -> {
            work.accept(index);
            return true;
        });
    }

    /** The folder leaves in one step, so that a crash leaves either the whole collection or none of it. */
    void delete(CollectionRef ref) {
        try {
            Files.createDirectories(graveyard);
        } catch (IOException e) {
            throw IndexFailures.of(e, graveyard);
        }
        collections
                .computeIfAbsent(ref, this::at)
                .moveTo(graveyard.resolve(UUID.randomUUID().toString()));
        bury();
    }

    /** Waits for the users of each collection to finish. */
    @Override
    public void close() {
        housekeeping.close();
        collections.values().forEach(CollectionIndex::close);
    }

    private CollectionIndex at(CollectionRef ref) {
        Path folder = options.folder()
                .resolve(ref.tenantId().toString())
                .resolve(ref.indexId().toString());
        return new CollectionIndex(folder, options.bufferMegabytes(), parallel, housekeeping);
    }

    private void closeSurplus(CollectionIndex justOpened) {
        List<CollectionIndex> open = collections.values().stream()
                .filter(index -> index != justOpened && index.isOpen())
                .sorted(Comparator.comparingLong(CollectionIndex::lastUsed))
                .toList();
        open.stream().limit(Math.max(0, open.size() + 1 - options.maxOpen())).forEach(this::closeQuietly);
    }

    private void closeIdle() {
        long since = System.nanoTime() - options.idle().toNanos();
        collections.values().stream()
                .filter(index -> index.isOpen() && index.lastUsed() - since < 0)
                .forEach(this::closeQuietly);
    }

    private void closeQuietly(CollectionIndex index) {
        try {
            index.closeIfUnused();
        } catch (RaglineException e) {
            LOG.log(System.Logger.Level.WARNING, "An unused collection can't be closed", e);
        }
    }

    private synchronized void bury() {
        if (!Files.isDirectory(graveyard)) {
            return;
        }
        try {
            Files.walkFileTree(graveyard, new Deleting());
        } catch (IOException e) {
            throw IndexFailures.of(e, graveyard);
        }
    }

    private final class Deleting extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
            if (e != null) {
                throw e;
            }
            if (!folder.equals(graveyard)) {
                Files.delete(folder);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
