package io.ragline.worker.extract.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What a child occupies, as far as the machine tells. */
final class Footprint {
    private static final Path PROC = Path.of("/proc");
    private static final String RESIDENT = "VmRSS:";

    private Footprint() {}

    /** Memory of a process and of those that it started, in bytes; empty where there is no {@code /proc}, or no process. */
    static OptionalLong residentBytes(long pid) {
        OptionalLong own = ownResidentBytes(pid);
        if (own.isEmpty()) {
            return own;
        }
        long all = own.getAsLong();
        for (long child : childrenOf(pid)) {
            all += residentBytes(child).orElse(0);
        }
        return OptionalLong.of(all);
    }

    private static OptionalLong ownResidentBytes(long pid) {
        Path status = PROC.resolve(Long.toString(pid)).resolve("status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(Footprint::bytes)
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            // not Linux, or the process has just ended
            return OptionalLong.empty();
        }
    }

    /** Of a line such as {@code VmRSS:     1234 kB}. */
    private static long bytes(String line) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1_024;
    }

    /** Linux lists for each thread what it started. */
    private static long[] childrenOf(long pid) {
        Path threads = PROC.resolve(Long.toString(pid)).resolve("task");
        try (Stream<Path> each = Files.list(threads)) {
            return each.flatMapToLong(thread -> started(thread.resolve("children")))
                    .toArray();
        } catch (IOException | UncheckedIOException e) {
            return new long[0];
        }
    }

    private static LongStream started(Path children) {
        try {
            String pids = Files.readString(children).strip();
            return pids.isEmpty()
                    ? LongStream.empty()
                    : Stream.of(pids.split("\\s+")).mapToLong(Long::parseLong);
        } catch (IOException e) {
            // the thread has ended, or this kernel keeps no such list
            return LongStream.empty();
        }
    }

    /** Of all files in a folder and in those below it. */
    static long bytesBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(Footprint::size).sum();
        } catch (IOException | UncheckedIOException e) {
            // a folder went while it was looked at; the next look comes soon
            return 0;
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
