package io.ragline.worker.extract.child;

import io.ragline.worker.extract.ExtractionLimits;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A child process as the worker sees it: requests go in, frames come out. Frames are fetched by a thread of its own into
 * a short queue, since waiting for a pipe can neither be interrupted nor end after a while.
 */
final class ChildProcess implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ChildProcess.class.getName());
    private static final int FRAMES_AHEAD = 2;
    private static final int PIPE = 64 * 1_024;
    /** What a child may know of the worker's environment: nothing secret. */
    private static final List<String> INHERITED = List.of("LANG", "LC_ALL", "LC_CTYPE", "TZ", "TESSDATA_PREFIX");

    private final Process process;
    private final Path home;
    private final FrameCodec codec;
    private final DataOutputStream stdin;
    private final BlockingQueue<byte[]> frames = new ArrayBlockingQueue<>(FRAMES_AHEAD);
    private final Thread reader;
    private final ChildGuard guard;
    private int documents;
    private volatile CompletableFuture<?> gone = CompletableFuture.completedFuture(null);

    private ChildProcess(Process process, Path home, ExtractionLimits limits) {
        this.process = process;
        this.home = home;
        this.codec = new FrameCodec(limits.maxPageBytes());
        this.guard = new ChildGuard(limits, process.pid(), home);
        this.stdin = new DataOutputStream(process.getOutputStream());
        this.reader = daemon("extraction-frames-" + process.pid(), this::fetch);
        new ChildLog(process).drain();
    }

    /** @param command that starts one which may leave files in the given folder */
    static ChildProcess start(ExtractionLimits limits, Function<Path, List<String>> command) throws IOException {
        Path home = TemporaryHome.create();
        ProcessBuilder builder = new ProcessBuilder(command.apply(home)).directory(home.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(INHERITED);
        environment.put("MALLOC_ARENA_MAX", "2");
        environment.put("HOME", home.toString());
        environment.put("TMPDIR", home.toString());
        try {
            Process process = builder.start();
            preferToLose(process);
            return new ChildProcess(process, home, limits);
        } catch (IOException | RuntimeException e) {
            TemporaryHome.delete(home);
            throw e;
        }
    }

    /** When the machine runs out of memory, Linux is to take a child rather than the worker. */
    private static void preferToLose(Process process) {
        try {
            Files.writeString(Path.of("/proc/%d/oom_score_adj".formatted(process.pid())), "800");
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "Which process goes when memory is short can't be said here", e);
        }
    }

    static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void fetch() {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(process.getInputStream(), PIPE))) {
            for (byte @Nullable [] bytes = codec.read(in); bytes != null; bytes = codec.read(in)) {
                frames.put(bytes);
            }
        } catch (IOException e) {
            // it died amid a frame, or sent what can't be one: either way nothing follows that could be trusted
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void send(Frame.Request request) throws IOException {
        documents++;
        guard.begin();
        codec.write(stdin, codec.encode(request));
    }

    /**
     * What came within that time; {@link Received.Nothing} if nothing did.
     *
     * @throws io.ragline.model.RaglineException if the child takes more than it may, by {@link ChildGuard}
     */
    Received next(Duration wait) throws InterruptedException {
        guard.look();
        boolean over = !reader.isAlive();
        byte[] bytes = frames.poll(over ? 0 : wait.toNanos(), TimeUnit.NANOSECONDS);
        if (bytes == null) {
            return over ? new Received.Ended(exitCode()) : Received.NOTHING;
        }
        guard.count(bytes.length);
        try {
            return new Received.Arrived(codec.decode(bytes));
        } catch (IOException e) {
            kill();
            return new Received.Ended(exitCode());
        }
    }

    /** With what it started itself, which would go on otherwise. */
    private void kill() {
        List<ProcessHandle> started = process.isAlive() ? process.descendants().toList() : List.of();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
    }

    private int exitCode() throws InterruptedException {
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            kill();
        }
        return process.waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** How many documents it was given. */
    int documents() {
        return documents;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        kill();
        reader.interrupt();
        gone = process.onExit().thenRun(() -> TemporaryHome.delete(home));
    }

    /** After {@link #close}: waits a little until the process and its files are gone. */
    void awaitGone() {
        try {
            gone.get(5, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(System.Logger.Level.WARNING, "The end of extraction process " + process.pid() + " was not seen", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What waiting for a child can end with. */
    sealed interface Received {
        Received NOTHING = new Nothing();

        /** No frame yet. */
        record Nothing() implements Received {}

        /** A frame. */
        record Arrived(Frame frame) implements Received {}

        /** The process is gone. */
        record Ended(int exitCode) implements Received {}
    }
}
