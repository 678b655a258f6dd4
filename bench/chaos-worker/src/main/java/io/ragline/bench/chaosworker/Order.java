package io.ragline.bench.chaosworker;

import java.time.Duration;

/**
 * What the text of a job orders. The first line counts, and in it what stands before {@code #}: {@code sleep 200}, {@code stubborn 200},
 * {@code halt 300}, {@code fail-transient 2} (the first two tries fail), {@code fail-permanent}, {@code quick}.
 */
sealed interface Order {

    /** Ends at once. */
    record Quick() implements Order {}

    /** Takes that long, and can be interrupted. */
    record Sleep(Duration howLong) implements Order {}

    /** Takes that long, and can't be stopped, as work in native code can't. */
    record Stubborn(Duration howLong) implements Order {}

    /** Takes the whole process down after that long, as a crash in native code does. */
    record Halt(Duration after) implements Order {}

    /** Fails in a way that may pass, that many times. */
    record FailTransient(int times) implements Order {}

    /** Fails in a way that can't get better. */
    record FailPermanent() implements Order {}

    /** @throws IllegalArgumentException if the text orders nothing that is known */
    static Order parse(String text) {
        String[] words = text.lines()
                .findFirst()
                .orElse("")
                .replaceFirst("#.*", "")
                .strip()
                .split("\\s+");
        return switch (words[0]) {
            case "quick" -> new Quick();
            case "sleep" -> new Sleep(Duration.ofMillis(Long.parseLong(words[1])));
            case "stubborn" -> new Stubborn(Duration.ofMillis(Long.parseLong(words[1])));
            case "halt" -> new Halt(Duration.ofMillis(Long.parseLong(words[1])));
            case "fail-transient" -> new FailTransient(Integer.parseInt(words[1]));
            case "fail-permanent" -> new FailPermanent();
            default -> throw new IllegalArgumentException("No double knows how to '%s'".formatted(words[0]));
        };
    }
}
