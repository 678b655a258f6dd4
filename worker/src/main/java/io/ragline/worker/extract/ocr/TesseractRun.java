package io.ragline.worker.extract.ocr;

import io.ragline.model.Durations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * One run of a program that may take only so much time, memory and output. A shell sets limits before it becomes the
 * program: the kernel then ends it even when this process was killed and nobody is left to do so.
 */
final class TesseractRun {
    private static final Path SHELL = Path.of("/bin/sh");
    /** Where a limit is not known (memory on macOS), the others still hold. */
    private static final String LIMITED =
            "ulimit -v \"$1\" 2>/dev/null; ulimit -t \"$2\" 2>/dev/null; shift 2; exec \"$@\"";
    /** A page of A3 at 300 dpi takes about 250 MB. */
    private static final int MAX_KILOBYTES = 1 << 20;

    private static final int MAX_OUTPUT = 32 << 20;
    private static final int MAX_COMPLAINT = 400;
    private static final Executor THREADS = task -> {
        Thread thread = new Thread(task, "ocr-pipe");
        thread.setDaemon(true);
        thread.start();
    };

    private final List<String> command;
    private final Duration time;

    TesseractRun(List<String> command, Duration time) {
        this.command = List.copyOf(command);
        this.time = time;
    }

    /** Writes what the program reads. */
    interface Input {
        void write(OutputStream stdin) throws IOException;
    }

    /** What the program wrote to its stdout. */
    byte[] run(Input input) {
        Process process = start();
        try {
            CompletableFuture<byte[]> output = read(process.getInputStream(), MAX_OUTPUT);
            CompletableFuture<byte[]> complaint = read(process.getErrorStream(), MAX_COMPLAINT);
            CompletableFuture<?> written = CompletableFuture.runAsync(() -> feed(process, input), THREADS);
            if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new OcrException("recognising its text took longer than " + Durations.inWords(time));
            }
            if (process.exitValue() != 0) {
                throw new OcrException("Tesseract ended with code %d: %s"
                        .formatted(process.exitValue(), new String(complaint.join(), StandardCharsets.UTF_8).strip()));
            }
            written.join();
            return output.join();
        } catch (CompletionException e) {
            throw new OcrException("Tesseract could not be talked to: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OcrException("recognising its text was interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start() {
        List<String> limited = new ArrayList<>();
        if (Files.isExecutable(SHELL)) {
            String seconds = Long.toString(time.toSeconds() + 1);
            limited.addAll(List.of(SHELL.toString(), "-c", LIMITED, "ocr", Integer.toString(MAX_KILOBYTES), seconds));
        }
        limited.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(limited);
        // it would start a thread for each core, though the pool already reads as many documents as there are cores
        builder.environment().put("OMP_THREAD_LIMIT", "1");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new OcrException("Tesseract can't be started: " + e.getMessage(), e);
        }
    }

    private static void feed(Process process, Input input) {
        try (OutputStream stdin = process.getOutputStream()) {
            input.write(stdin);
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new CompletionException(e);
            }
            // it ended without reading all: its exit code says why
        }
    }

    /** Reads to the end, so that the program never waits, and keeps the beginning. */
    private static CompletableFuture<byte[]> read(InputStream stream, int most) {
        return CompletableFuture.supplyAsync(
                () -> {
                    ByteArrayOutputStream kept = new ByteArrayOutputStream();
                    byte[] buffer = new byte[16 << 10];
                    try (stream) {
                        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                            kept.write(buffer, 0, Math.min(n, most - kept.size()));
                        }
                        return kept.toByteArray();
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                },
                THREADS);
    }
}
