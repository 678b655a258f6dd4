package io.ragline.bench.queue;

import java.util.ArrayList;
import java.util.List;

/** Reads what {@code drive_queue.py} prints: a finding a line, its name first. */
final class DriverOutput {
    private final List<Double> bulk = new ArrayList<>();
    private final List<Double> noOp = new ArrayList<>();
    private final List<Long> waits = new ArrayList<>();
    private String version = "";
    private String setup = "";

    /** Takes one line; whatever it does not know is for people to read. */
    void accept(String line) {
        int space = line.indexOf(' ');
        String name = space < 0 ? line : line.substring(0, space);
        String value = line.substring(space + 1);
        switch (name) {
            case "version" -> version = value;
            case "setup" -> setup = value;
            case "bulk" -> bulk.add(Double.valueOf(value));
            case "noop" -> noOp.add(Double.valueOf(value));
            case "wait" -> waits.add(Long.valueOf(value));
            case "progress" -> Progress.say("  %s", value);
            default -> Progress.say("  %s", line);
        }
    }

    /**
     * All that was measured.
     *
     * @throws IllegalArgumentException if a part is missing, because the driver ended early
     */
    Finding finding(int jobs) {
        return new Finding(version, setup, jobs, new Rates(bulk), new Rates(noOp), new Waits(waits));
    }
}
