package io.ragline.bench.chaos.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What a worker wrote down of an attempt.
 *
 * @param event when it began, and how it ended if it came to that
 * @param pid the worker
 */
public record Effect(UUID jobId, int attempt, Event event, long pid) {

    /** As the workers spell it. */
    public enum Event {
        STARTED,
        VISIBLE,
        SUPERSEDED,
        BROKEN_OFF;

        /** Whether a run says nothing more after it. */
        public boolean isEnd() {
            return this != STARTED;
        }
    }

    /** All that the workers wrote down so far. */
    public static List<Effect> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<Effect> effects = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ");
            effects.add(new Effect(
                    UUID.fromString(words[0]),
                    Integer.parseInt(words[1]),
                    Event.valueOf(words[2]),
                    Long.parseLong(words[3])));
        }
        return effects;
    }
}
