package io.ragline.worker.extract.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.child.ChildProcess.Received;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ChildProcessTest extends ChildTesting {

    @Test
    void a_child_knows_nothing_of_the_environment_but_its_language() throws IOException {
        ExtractionPool pool = pool(LIMITS, ONE);
        new ChildExtractor(pool).extract(pdf(onePage), new RecordingSink());
        Path environment = Path.of("/proc/%d/environ".formatted(pool.pids().getFirst()));
        Assumptions.assumeTrue(Files.isReadable(environment), "needs /proc");

        assertThat(System.getenv()).containsKey("PATH");
        assertThat(Files.readString(environment).split("\0"))
                .allMatch(entry -> List.of("LANG", "LC_ALL", "LC_CTYPE", "TZ", "HOME", "TMPDIR", "MALLOC_ARENA_MAX")
                        .contains(entry.split("=")[0]));
    }

    @Test
    void when_the_machine_is_short_of_memory_a_child_goes_before_the_worker() throws IOException {
        ExtractionPool pool = pool(LIMITS, ONE);
        new ChildExtractor(pool).extract(pdf(onePage), new RecordingSink());
        Path preference = Path.of("/proc/%d/oom_score_adj".formatted(pool.pids().getFirst()));
        Assumptions.assumeTrue(Files.isReadable(preference), "needs /proc");

        assertThat(Integer.parseInt(Files.readString(preference).strip())).isPositive();
    }

    @Test
    void what_a_library_prints_to_stdout_does_not_disturb_the_frames() throws Exception {
        try (ChildProcess child =
                ChildProcess.start(LIMITS, home -> TestChildren.running(NoisyChild.class, LIMITS, home))) {
            child.send(Frame.Read.of(pdf(onePage), false));

            List<Frame> frames = new ArrayList<>();
            while (frames.isEmpty() || !(frames.getLast() instanceof Frame.Done)) {
                switch (child.next(Duration.ofSeconds(20))) {
                    case Received.Arrived arrived -> frames.add(arrived.frame());
                    case Received.Ended ended -> throw new AssertionError(ended);
                    case Received.Nothing nothing -> throw new AssertionError(nothing);
                }
            }
            assertThat(frames)
                    .hasOnlyElementsOfTypes(Frame.Pages.class, Frame.Info.class, Frame.PageRead.class, Frame.Done.class)
                    .hasAtLeastOneElementOfType(Frame.PageRead.class);
        }
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
    void programs_that_a_child_started_end_with_it() throws Exception {
        ChildProcess child = ChildProcess.start(LIMITS, home -> List.of("/bin/sh", "-c", "sleep 30 & wait"));
        ProcessHandle handle = ProcessHandle.of(child.pid()).orElseThrow();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> handle.descendants().findAny().isPresent());
        List<ProcessHandle> started = handle.descendants().toList();

        child.close();

        await().atMost(Duration.ofSeconds(10)).until(() -> started.stream().noneMatch(ProcessHandle::isAlive));
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
                        manyPages.toString())
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

    @Test
    void a_full_disk_is_not_the_fault_of_the_document() {
        Throwable full = new RaglineException(
                ErrorCode.DOCUMENT_UNREADABLE,
                "The file is damaged",
                new IllegalStateException(new IOException("No space left on device")));

        assertThat(Failure.of(full).code()).isEqualTo(ErrorCode.STORAGE_FULL);
        assertThat(Failure.of(new RaglineException(ErrorCode.DOCUMENT_UNREADABLE, "It is", new IOException("damaged")))
                        .code())
                .isEqualTo(ErrorCode.DOCUMENT_UNREADABLE);
    }
}
