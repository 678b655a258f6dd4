package io.ragline.bench.queue;

import java.util.List;

/**
 * A time in which Redis served nobody.
 *
 * @param event Redis' name for what it did, such as {@code fork} or {@code aof-write}
 */
record Stall(String event, long ms) {
    /** None of a millisecond or more. */
    static final Stall NONE = new Stall("none", 0);

    /** Reads an event of {@code LATENCY LATEST}: its name, when it was last, how long then, how long at most. */
    static Stall of(List<?> event) {
        return new Stall((String) event.get(0), (Long) event.get(3));
    }

    /** Whether it did what a client had asked for. */
    boolean isCommand() {
        return event.equals("command") || event.equals("fast-command");
    }

    @Override
    public String toString() {
        return ms == 0 ? event : "%d ms (%s)".formatted(ms, event);
    }
}
