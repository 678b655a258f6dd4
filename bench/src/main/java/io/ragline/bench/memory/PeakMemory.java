package io.ragline.bench.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The most memory that a process and its children ever had resident; looks at {@code /proc} ten times a second. */
final class PeakMemory implements AutoCloseable {
    private static final long LOOK_EVERY_MS = 100;
    private static final String PEAK = "VmHWM:";

    private final long pid;
    private final Map<Long, Long> peaks = new ConcurrentHashMap<>();
    private final Thread thread;

    /** @throws IllegalStateException on a machine without {@code /proc} */
    PeakMemory(long pid) {
        if (!Files.isReadable(Path.of("/proc/self/status"))) {
            throw new IllegalStateException("This needs /proc, which only Linux has");
        }
        this.pid = pid;
        this.thread = Thread.ofPlatform().daemon().name("peak-memory").start(this::watch);
    }

    private void watch() {
        try {
            while (true) {
                look();
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void look() {
        ProcessHandle.of(pid).ifPresent(process -> {
            record(process.pid());
            process.descendants().forEach(child -> record(child.pid()));
        });
    }

    private void record(long process) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/%d/status".formatted(process)))) {
                if (line.startsWith(PEAK)) {
                    peaks.merge(process, Long.parseLong(line.replaceAll("\\D", "")) / 1_024, Math::max);
                }
            }
        } catch (IOException e) {
            // it has just ended; what it had before stands
            return;
        }
    }

    /** Of the process itself, in megabytes. */
    long own() {
        return peaks.getOrDefault(pid, 0L);
    }

    /** Of the largest of its children, in megabytes. */
    long largestChild() {
        return peaks.entrySet().stream()
                .filter(peak -> peak.getKey() != pid)
                .mapToLong(Map.Entry::getValue)
                .max()
                .orElse(0);
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
