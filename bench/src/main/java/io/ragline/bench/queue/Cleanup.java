package io.ragline.bench.queue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;

/**
 * What has to be stopped or deleted in the end, the last first. Also when the benchmark is interrupted: servers and
 * workers are processes of their own and would outlive it.
 */
final class Cleanup implements AutoCloseable {
    private final Deque<AutoCloseable> todo = new ConcurrentLinkedDeque<>();
    private volatile boolean interrupted;

    /** One that is done at the latest when this process ends. */
    static Cleanup onExit() {
        Cleanup cleanup = new Cleanup();
        Runtime.getRuntime().addShutdownHook(new Thread(cleanup::interrupt, "bench-cleanup"));
        return cleanup;
    }

    /** One for a part of the work, done with this one at the latest. */
    Cleanup part() {
        return add(new Cleanup());
    }

    <T extends AutoCloseable> T add(T resource) {
        todo.push(resource);
        return resource;
    }

    /** A new folder, deleted in the end. */
    Path folder(String name) throws IOException {
        Path folder = Files.createTempDirectory("ragline-bench-" + name + "-");
        add(() -> delete(folder));
        return folder;
    }

    /** Whether the process is being ended, so that whatever fails now need not be told. */
    boolean isInterrupted() {
        return interrupted;
    }

    private void interrupt() {
        interrupted = true;
        // job servers that lose their store now would fill the terminal with what nobody needs to know
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        close();
    }

    /** A server that is just ending may delete files of its own under our feet. */
    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            if (Files.exists(folder)) {
                Progress.say("%s could not be deleted: %s", folder, e);
            }
        }
    }

    @Override
    public void close() {
        for (AutoCloseable next = todo.poll(); next != null; next = todo.poll()) {
            try {
                next.close();
            } catch (Exception e) {
                Progress.say("could not clean up: %s", e);
            }
        }
    }
}
