package io.ragline.worker.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ragline.model.Box;
import io.ragline.model.Chunk;
import io.ragline.model.ChunkOwner;
import io.ragline.model.ErrorCode;
import io.ragline.model.PageSpan;
import io.ragline.model.RaglineException;
import io.ragline.model.TextAnalysis;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.ChunkIndexContract;
import io.ragline.worker.index.ChunkKey;
import io.ragline.worker.index.ChunkQuery;
import io.ragline.worker.index.CollectionRef;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneChunkIndexTest extends ChunkIndexContract {
    @TempDir
    Path temp;

    @Override
    protected ChunkIndex open() {
        return new LuceneChunkIndex(LuceneIndexOptions.in(folder()));
    }

    @Test
    void what_was_committed_is_there_after_a_restart_and_the_rest_is_not() {
        ChunkOwner committed = newOwner();
        write(committed, 3);
        index.write(collection, TextAnalysis.ENGLISH, List.of(chunk(newOwner(), 0, "lost", unit(1))));
        index.close();

        index = open();

        assertThat(index.count(collection)).isEqualTo(3);
        assertThat(index.count(collection, committed)).isEqualTo(3);
        assertThat(index.searchText(collection, ChunkQuery.of("lost"), 10)).isEmpty();
        write(newOwner(), 2);
        assertThat(index.count(collection)).isEqualTo(5);
    }

    @Test
    void a_crash_leaves_what_was_committed_and_nothing_else() throws IOException {
        write(newOwner(), 3);
        index.write(collection, TextAnalysis.ENGLISH, List.of(chunk(newOwner(), 0, "lost", unit(1))));

        Path crashed = copy(folder(), temp.resolve("crashed"));

        try (ChunkIndex after = new LuceneChunkIndex(LuceneIndexOptions.in(crashed))) {
            assertThat(after.count(collection)).isEqualTo(3);
        }
    }

    @Test
    void a_second_index_on_the_same_folder_is_refused_with_the_way_out() {
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        RaglineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INDEX_UNAVAILABLE))
                .hasMessageContaining("one worker process")
                .hasMessageContaining("Qdrant");
    }

    @Test
    void a_second_process_on_the_same_folder_is_refused() throws Exception {
        index.close();
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        folder().toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("locked");

            assertThatThrownBy(this::open).hasMessageContaining("one worker process");
        } finally {
            other.destroyForcibly().waitFor();
        }

        index = open(); // the system let go of the lock of the process that was killed
        assertThat(index.count(collection)).isZero();
    }

    @Test
    void an_index_of_the_first_format_is_read_and_written_on() throws IOException {
        ChunkOwner owner = newOwner();
        index.close();
        FirstFormat.write(collectionFolder(), owner, "a red fox", unit(1));
        index = open();

        ChunkKey key = new ChunkKey(owner, 0);
        assertThat(index.fetch(collection, List.of(key)))
                .containsExactly(
                        Map.entry(key, new Chunk(0, "a red fox", List.of("Foxes"), List.of(new PageSpan(7, 0, 9)), 3)));

        write(newOwner(), 2);
        assertThat(index.count(collection)).isEqualTo(3);
        assertThat(index.fetch(collection, List.of(key))).hasSize(1);
    }

    @Test
    void an_index_of_a_format_to_come_is_refused_with_the_way_out() throws IOException {
        index.close();
        FirstFormat.write(collectionFolder(), newOwner(), "a red fox", unit(1), "3");
        index = open();

        assertThatThrownBy(() -> write(newOwner(), 1))
                .isInstanceOfSatisfying(
                        RaglineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INDEX_UNAVAILABLE))
                .hasMessageContaining("newer version")
                .hasMessageContaining("reindex");
    }

    @Test
    void the_place_of_a_line_takes_few_bytes() {
        List<PageSpan> spans = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            spans.add(new PageSpan(3, "iii", i * 80, i * 80 + 79, new Box(70, 100 + 13.5f * i, 430 + i % 3, 11)));
        }
        int with = ChunkBytes.write(new Chunk(0, "x".repeat(1_119), List.of(), spans, 256)).length;
        int without = ChunkBytes.write(
                        new Chunk(0, "x".repeat(1_119), List.of(), List.of(new PageSpan(3, 0, 1_119)), 256))
                .length;

        assertThat(with - without).isLessThan(14 * 5);
    }

    @Test
    void a_damaged_index_says_what_to_do() throws IOException {
        write(newOwner(), 20);
        index.close();
        for (Path file : files(folder())) {
            if (file.getFileName().toString().startsWith("segments_")) {
                damage(file);
            }
        }
        index = open();

        assertThatThrownBy(() -> index.searchText(collection, ChunkQuery.of("number"), 10))
                .isInstanceOfSatisfying(
                        RaglineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INDEX_UNAVAILABLE))
                .hasMessageContaining("reindex")
                .hasMessageContaining(collection.indexId().toString());
        index.deleteCollection(collection);
        write(newOwner(), 1);
        assertThat(index.count(collection)).isEqualTo(1);
    }

    @Test
    void more_collections_than_may_stay_open_can_be_used() {
        index.close();
        index = new LuceneChunkIndex(new LuceneIndexOptions(folder(), 2, 16, 2, Duration.ofMinutes(10)));
        List<CollectionRef> collections =
                Stream.generate(ChunkIndexContract::newCollection).limit(6).toList();

        for (CollectionRef each : collections) {
            index.write(each, TextAnalysis.ENGLISH, List.of(chunk(newOwner(), 0, "one", unit(1))));
        }
        collections.forEach(index::commit);

        for (CollectionRef each : collections) {
            assertThat(index.count(each)).isEqualTo(1);
        }
    }

    @Test
    void an_unused_collection_is_closed_and_opens_again() {
        index.close();
        index = new LuceneChunkIndex(new LuceneIndexOptions(folder(), 2, 16, 8, Duration.ofMillis(20)));
        write(newOwner(), 2);

        Path writeLock = collectionFolder().resolve("write.lock");
        await().untilAsserted(() -> assertThat(isLocked(writeLock)).isFalse());

        assertThat(index.count(collection)).isEqualTo(2);
        write(newOwner(), 2);
        assertThat(index.count(collection)).isEqualTo(4);
    }

    @Test
    void reading_what_is_not_there_leaves_no_trace() throws IOException {
        index.searchText(collection, ChunkQuery.of("x"), 10);
        index.commit(collection);
        index.delete(collection, newOwner());

        assertThat(files(folder()))
                .extracting(Path::getFileName)
                .extracting(Path::toString)
                .containsExactly("ragline.lock");
    }

    @Test
    void a_deleted_collection_leaves_no_files() throws IOException {
        write(newOwner(), 3);

        index.deleteCollection(collection);

        assertThat(files(folder()))
                .extracting(Path::getFileName)
                .extracting(Path::toString)
                .containsExactly("ragline.lock");
    }

    @Test
    void a_collection_can_be_deleted_while_it_is_searched_and_written() throws InterruptedException {
        write(newOwner(), 10);
        AtomicBoolean stop = new AtomicBoolean();
        List<Throwable> failures = new ArrayList<>();
        Thread searching = Thread.ofPlatform()
                .uncaughtExceptionHandler((thread, e) -> failures.add(e))
                .start(() -> {
                    while (!stop.get()) {
                        index.searchVector(collection, unit(1), ChunkQuery.of(""), 5);
                        write(newOwner(), 1);
                    }
                });
        for (int i = 0; i < 10; i++) {
            index.deleteCollection(collection);
        }
        stop.set(true);
        searching.join();

        assertThat(failures).isEmpty();
    }

    @Test
    void interrupts_while_it_writes_do_not_harm_the_index() throws InterruptedException {
        Thread writing = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 30; i++) {
                write(newOwner(), 10);
                index.searchText(collection, ChunkQuery.of("number"), 10);
            }
        });
        while (writing.isAlive()) {
            writing.interrupt();
            Thread.onSpinWait();
        }
        writing.join();

        assertThat(index.count(collection)).isEqualTo(300);
        write(newOwner(), 1);
        assertThat(index.count(collection)).isEqualTo(301);
    }

    @Test
    void a_closed_index_says_so() {
        index.close();

        assertThatThrownBy(() -> index.count(collection))
                .isInstanceOfSatisfying(
                        RaglineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INDEX_UNAVAILABLE));
        index = open();
    }

    private Path folder() {
        return temp.resolve("index");
    }

    private Path collectionFolder() {
        return folder().resolve(collection.tenantId().toString())
                .resolve(collection.indexId().toString());
    }

    private static boolean isLocked(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int i = bytes.length / 2; i < bytes.length; i++) {
            bytes[i] ^= 0x5A;
        }
        Files.write(file, bytes);
    }

    private static Path copy(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Path target = to.resolve(from.relativize(file));
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
        return to;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
