package io.ragline.cli.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Resident memory of a process and its children, in bytes. */
public final class ProcessMemory {

    private ProcessMemory() {}

    /** Shared pages are counted once (proportional set size) where the system tells, as on Linux. */
    public static OptionalLong ofTree(ProcessHandle root) {
        try (Stream<ProcessHandle> tree = Stream.concat(Stream.of(root), root.descendants())) {
            long[] parts = tree.map(ProcessHandle::pid)
                    .map(ProcessMemory::of)
                    .flatMapToLong(OptionalLong::stream)
                    .toArray();
            return parts.length == 0
                    ? OptionalLong.empty()
                    : OptionalLong.of(LongStream.of(parts).sum());
        }
    }

    private static OptionalLong of(long pid) {
        Path folder = Path.of("/proc", Long.toString(pid));
        OptionalLong proportional = kilobytes(folder.resolve("smaps_rollup"), "Pss:");
        if (proportional.isPresent()) {
            return proportional;
        }
        OptionalLong resident = kilobytes(folder.resolve("status"), "VmRSS:");
        return resident.isPresent() ? resident : byPs(pid);
    }

    private static OptionalLong kilobytes(Path file, String field) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) * 1024)
                    .findFirst();
        } catch (IOException | RuntimeException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong byPs(long pid) {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
            String text = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text) * 1024);
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
