package io.ragline.worker.extract.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ragline.model.ErrorCode;
import io.ragline.model.Page;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.ExtractionLimits;
import io.ragline.worker.extract.FormatExtractor;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.PdfFixture;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.child.ChildProcess.Received;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class ChildExtractorTest {
    private static final ExtractionLimits LIMITS =
            new ExtractionLimits(64, Duration.ofSeconds(50), Duration.ofSeconds(20), 5_000, 16 << 20);

    @TempDir
    static Path folder;

    private static Path thousandPages;
    private static Path onePage;

    private final List<ExtractionPool> pools = new ArrayList<>();

    @BeforeAll
    static void makeDocuments() throws IOException {
        thousandPages = document("thousand.pdf", 1_000);
        onePage = document("one.pdf", 1);
    }

    private static Path document(String name, int pages) throws IOException {
        try (PdfFixture pdf = new PdfFixture()) {
            for (int page = 1; page <= pages; page++) {
                String title = "Page number " + page;
                pdf.page(pen -> {
                    pen.text(70, 80, PdfFixture.BOLD, 16, title);
                    for (int line = 0; line < 40; line++) {
                        pen.lines(
                                70, 110 + line * 13.5f, "Words to fill line " + line + " of a page of ordinary length");
                    }
                });
            }
            return pdf.save(folder.resolve(name));
        }
    }

    @AfterEach
    void leaveNoProcess() {
        pools.forEach(ExtractionPool::close);
        await().atMost(Duration.ofSeconds(10)).until(() -> children().isEmpty());
    }

    @Test
    void a_child_reads_what_the_extractor_itself_reads() {
        RecordingSink inChild = new RecordingSink();
        RecordingSink here = new RecordingSink();
        FormatExtractor.ofAllFormats(10).extract(Source.of(onePage, "application/pdf"), here);

        extractor(LIMITS, 1).extract(Source.of(onePage, "application/pdf"), inChild);

        assertThat(inChild.total()).isEqualTo(1);
        assertThat(inChild.pages()).isEqualTo(here.pages());
    }

    @Test
    void a_thousand_pages_fit_into_a_small_child() {
        RecordingSink read = new RecordingSink();

        extractor(limits(40), 1).extract(Source.of(thousandPages, "application/pdf"), read);

        assertThat(read.pages()).extracting(Page::number).hasSize(1_000).isSorted();
        assertThat(read.pages().getLast().blocks().getFirst().text()).isEqualTo("Page number 1000");
        assertThat(read.warnings()).isEmpty();
    }

    @Test
    void an_error_of_the_document_comes_with_its_code_and_the_child_is_used_again() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.pdf"), "no PDF at all");
        ExtractionPool pool = pool(LIMITS, PoolSize.ofMax(1));
        ChildExtractor extractor = new ChildExtractor(pool);

        assertFails(extractor, broken, ErrorCode.DOCUMENT_UNREADABLE);
        List<Long> before = pool.pids();
        extractor.extract(Source.of(onePage, "application/pdf"), new RecordingSink());

        assertThat(before).hasSize(1).isEqualTo(pool.pids());
    }

    @Test
    void a_child_that_is_killed_amid_a_document_is_a_crash_and_the_next_document_is_read() {
        ExtractionPool pool = pool(LIMITS, PoolSize.ofMax(1));
        ChildExtractor extractor = new ChildExtractor(pool);

        assertThatThrownBy(() -> extractor.extract(Source.of(thousandPages, "application/pdf"), new RecordingSink() {
                    @Override
                    public void page(Page page) {
                        if (page.number() == 3) {
                            ProcessHandle.of(pool.pids().getFirst())
                                    .orElseThrow()
                                    .destroyForcibly();
                        }
                    }
                }))
                .isInstanceOfSatisfying(RaglineException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.EXTRACTION_CRASHED);
                    assertThat(e.code().retryable()).isTrue();
                });
        RecordingSink next = new RecordingSink();
        extractor.extract(Source.of(onePage, "application/pdf"), next);
        assertThat(next.pages()).hasSize(1);
    }

    @Test
    void a_document_that_needs_more_memory_than_allowed_says_so() throws IOException {
        Path fat = folder.resolve("fat.pdf");
        try (PdfFixture pdf = new PdfFixture()) {
            pdf.page(pen -> {
                        for (int i = 0; i < 3_000; i++) {
                            pen.text(10, i % 800, PdfFixture.REGULAR, 4, "a hundred characters in one line ".repeat(3));
                        }
                    })
                    .save(fat);
        }

        assertFails(extractor(limits(24), 1), fat, ErrorCode.EXTRACTION_OUT_OF_MEMORY);
    }

    @Test
    void a_page_that_takes_too_long_ends_the_reading() {
        ExtractionLimits hurried =
                new ExtractionLimits(64, Duration.ofSeconds(50), Duration.ofMillis(1), 5_000, 16 << 20);

        assertFails(extractor(hurried, 1), onePage, ErrorCode.EXTRACTION_TIMED_OUT);
    }

    @Test
    void a_document_that_takes_too_long_in_all_ends_the_reading() {
        ExtractionLimits hurried =
                new ExtractionLimits(64, Duration.ofMillis(1), Duration.ofSeconds(50), 5_000, 16 << 20);

        assertFails(extractor(hurried, 1), onePage, ErrorCode.EXTRACTION_TIMED_OUT);
    }

    @Test
    void what_the_sink_throws_reaches_the_caller_and_the_child_is_gone() {
        ExtractionPool pool = pool(LIMITS, PoolSize.ofMax(1));

        assertThatThrownBy(() -> new ChildExtractor(pool)
                        .extract(Source.of(thousandPages, "application/pdf"), new RecordingSink() {
                            @Override
                            public void page(Page page) {
                                throw new IllegalStateException("cancelled");
                            }
                        }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cancelled");
        assertThat(pool.pids()).isEmpty();
    }

    @Test
    void the_reading_can_be_stopped_while_nothing_comes() {
        ExtractionPool pool = pool(LIMITS, PoolSize.ofMax(1));

        assertThatThrownBy(() -> new ChildExtractor(pool)
                        .extract(Source.of(thousandPages, "application/pdf"), new RecordingSink() {
                            @Override
                            public void waiting() {
                                throw new IllegalStateException("cancelled");
                            }
                        }))
                .hasMessage("cancelled");
        assertThat(pool.pids()).isEmpty();
    }

    @Test
    void an_interrupt_ends_the_reading_and_the_child() throws InterruptedException {
        ExtractionPool pool = pool(LIMITS, PoolSize.ofMax(1));
        List<Throwable> thrown = new ArrayList<>();
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                new ChildExtractor(pool).extract(Source.of(thousandPages, "application/pdf"), new RecordingSink() {
                    @Override
                    public void pages(int total) {
                        Thread.currentThread().interrupt();
                    }
                });
            } catch (CancellationException e) {
                thrown.add(e);
                thrown.add(new Exception("flag " + Thread.currentThread().isInterrupted()));
            }
        });
        caller.join();

        assertThat(thrown).hasSize(2);
        assertThat(thrown.getLast()).hasMessage("flag true");
        assertThat(pool.pids()).isEmpty();
    }

    @Test
    void a_child_is_replaced_after_its_share_of_documents() {
        ExtractionPool pool = pool(LIMITS, new PoolSize(1, 1, Duration.ofMinutes(1), 2));
        ChildExtractor extractor = new ChildExtractor(pool);

        extractor.extract(Source.of(onePage, "application/pdf"), new RecordingSink());
        List<Long> first = pool.pids();
        extractor.extract(Source.of(onePage, "application/pdf"), new RecordingSink());

        assertThat(first).hasSize(1);
        assertThat(pool.pids()).isEmpty();
    }

    @Test
    void a_child_that_is_not_needed_goes_after_a_while_and_its_files_with_it() {
        List<String> before = homes();
        ExtractionPool pool = pool(LIMITS, new PoolSize(1, 1, Duration.ofMillis(50), 100));
        new ChildExtractor(pool).extract(Source.of(onePage, "application/pdf"), new RecordingSink());

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
                    extractor.extract(Source.of(onePage, "application/pdf"), sink);
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
    void a_child_knows_nothing_of_the_environment_but_its_language() throws IOException {
        ExtractionPool pool = pool(LIMITS, PoolSize.ofMax(1));
        new ChildExtractor(pool).extract(Source.of(onePage, "application/pdf"), new RecordingSink());
        Path environment = Path.of("/proc/%d/environ".formatted(pool.pids().getFirst()));
        Assumptions.assumeTrue(Files.isReadable(environment), "needs /proc");

        assertThat(System.getenv()).containsKey("PATH");
        assertThat(Files.readString(environment).split("\0"))
                .allMatch(entry -> List.of("LANG", "LC_ALL", "LC_CTYPE", "TZ", "HOME", "TMPDIR", "MALLOC_ARENA_MAX")
                        .contains(entry.split("=")[0]));
    }

    @Test
    void what_a_library_prints_to_stdout_does_not_disturb_the_frames() throws Exception {
        try (ChildProcess child = ChildProcess.start(LIMITS, home -> noisy(ChildCommand.of(LIMITS, null, home)))) {
            child.send(Frame.Read.of(Source.of(onePage, "application/pdf"), false));

            List<Frame> frames = new ArrayList<>();
            while (frames.isEmpty() || !(frames.getLast() instanceof Frame.Done)) {
                switch (child.next(Duration.ofSeconds(20))) {
                    case Received.Arrived arrived -> frames.add(arrived.frame());
                    case Received.Ended ended -> throw new AssertionError(ended);
                    case Received.Nothing nothing -> throw new AssertionError(nothing);
                }
            }
            assertThat(frames).hasSize(3);
        }
    }

    private static List<String> noisy(List<String> command) {
        List<String> noisy = new ArrayList<>(command);
        noisy.replaceAll(
                argument -> argument.equals(ExtractionChild.class.getName()) ? NoisyChild.class.getName() : argument);
        String tests = NoisyChild.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        int classPath = noisy.indexOf("-cp") + 1;
        noisy.set(classPath, noisy.get(classPath) + File.pathSeparator + tests);
        return noisy;
    }

    @Test
    void a_child_that_sends_no_frames_but_garbage_is_a_crash() throws Exception {
        try (ChildProcess child =
                ChildProcess.start(LIMITS, home -> List.of("/bin/sh", "-c", "echo This is no frame; sleep 30"))) {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> child.next(Duration.ofSeconds(1)) instanceof Received.Ended);
        }
    }

    @Test
    void no_child_outlives_a_worker_that_is_killed() throws Exception {
        List<String> before = homes();
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        DoomedParent.class.getName(),
                        thousandPages.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = parent.inputReader(StandardCharsets.UTF_8)) {
            ProcessHandle child =
                    ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
            assertThat(child.isAlive()).isTrue();

            parent.destroyForcibly().waitFor();

            await().atMost(Duration.ofSeconds(10)).until(() -> !child.isAlive());
            assertThat(before).containsAll(homes());
        } finally {
            parent.destroyForcibly();
        }
    }

    private ChildExtractor extractor(ExtractionLimits limits, int max) {
        return new ChildExtractor(pool(limits, PoolSize.ofMax(max)));
    }

    private ExtractionPool pool(ExtractionLimits limits, PoolSize size) {
        ExtractionPool pool = new ExtractionPool(limits, size);
        pools.add(pool);
        return pool;
    }

    private static ExtractionLimits limits(int heapMegabytes) {
        return new ExtractionLimits(heapMegabytes, Duration.ofSeconds(50), Duration.ofSeconds(20), 5_000, 16 << 20);
    }

    private static void assertFails(ChildExtractor extractor, Path file, ErrorCode code) {
        PageSink sink = new RecordingSink();
        assertThatThrownBy(() -> extractor.extract(Source.of(file, "application/pdf"), sink))
                .isInstanceOfSatisfying(
                        RaglineException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static List<ProcessHandle> children() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
    }

    private static List<String> homes() {
        String[] left =
                new File(System.getProperty("java.io.tmpdir")).list((dir, name) -> name.startsWith("ragline-extract-"));
        return left == null ? List.of() : Arrays.asList(left);
    }
}
