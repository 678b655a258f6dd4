package io.ragline.cli.stack;

import java.io.PrintStream;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** The supervisor's own log, one line for each thing that happened. */
final class Journal {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final PrintStream out;
    private final Clock clock;

    Journal(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    synchronized void say(String text) {
        out.println(LocalDateTime.now(clock).format(TIME) + "  " + text);
        out.flush();
    }
}
