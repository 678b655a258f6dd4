package io.ragline.cli.stack;

import io.ragline.cli.service.ServiceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** Hands on the lines that are added to a log; goes on from the start when the log was cut or replaced. */
final class LogFollower {

    private static final int POLL_MILLIS = 200;

    private final Path file;
    private final Consumer<String> lines;
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private long position;

    LogFollower(Path file, Consumer<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    void skipToEnd() {
        position = file.toFile().length();
    }

    void poll() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < position) {
                position = 0;
                unfinished.reset();
            }
            ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
            while (channel.read(buffer, position) > 0) {
                position += buffer.position();
                take(buffer.flip());
                buffer.clear();
            }
        } catch (NoSuchFileException e) {
            position = 0; // Not written yet, or just being replaced
        } catch (IOException e) {
            throw new ServiceException("The log %s cannot be read: %s".formatted(file, e), e);
        }
    }

    private void take(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n') {
                lines.accept(unfinished.toString(StandardCharsets.UTF_8));
                unfinished.reset();
            } else {
                unfinished.write(next);
            }
        }
    }

    static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("Interrupted.", e);
        }
    }
}
