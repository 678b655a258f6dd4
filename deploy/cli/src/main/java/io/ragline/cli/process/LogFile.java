package io.ragline.cli.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.List;

/** A log that a process appends to, kept small: one file of the run, one of what came before. */
public final class LogFile {

    /** A service may write this much before its log is cut; with the older part it takes twice this on disk. */
    public static final long MAX_BYTES = 20L * 1024 * 1024;

    private static final int LONGEST_TAIL_BYTES = 4 * 1024 * 1024;

    private final Path file;
    private final long maxBytes;

    public LogFile(Path file) {
        this(file, MAX_BYTES);
    }

    LogFile(Path file, long maxBytes) {
        this.file = file;
        this.maxBytes = maxBytes;
    }

    public Path path() {
        return file;
    }

    /** Keeps what the last run wrote as the older file, and begins an empty one. */
    public void rotate() throws IOException {
        if (Files.exists(file) && Files.size(file) > 0) {
            Files.move(file, older(), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Cuts a log that has grown too long while its process writes on. It is copied and emptied in place, because the
     * process keeps the file open; it appends, so it goes on at the new end. Lines written in between are lost.
     */
    public void trim() throws IOException {
        if (Files.exists(file) && Files.size(file) > maxBytes) {
            Files.copy(file, older(), StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(0);
            }
        }
    }

    /** The last lines, oldest first; none when there is no log. */
    public List<String> tail(int lines) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            int length = (int) Math.min(size, LONGEST_TAIL_BYTES);
            var buffer = java.nio.ByteBuffer.allocate(length);
            channel.read(buffer, size - length);
            var last = new ArrayDeque<String>();
            new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> {
                        last.add(line);
                        if (last.size() > lines) {
                            last.removeFirst();
                        }
                    });
            return List.copyOf(last);
        } catch (IOException e) {
            return List.of();
        }
    }

    private Path older() {
        return file.resolveSibling(file.getFileName() + ".1");
    }
}
