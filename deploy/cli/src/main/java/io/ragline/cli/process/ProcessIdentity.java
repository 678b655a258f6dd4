package io.ragline.cli.process;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One operating-system process, told apart by its start time from a later one that was given the same number.
 *
 * @param startedAtMillis the start time as the system reports it, in milliseconds since 1970; 0 when it reports none
 */
public record ProcessIdentity(long pid, long startedAtMillis) {

    // The system counts start times from boot, others (PostgreSQL in its own file) by a clock that may be set
    private static final long TOLERANCE_MILLIS = 5_000;

    public static ProcessIdentity of(ProcessHandle handle) {
        return new ProcessIdentity(
                handle.pid(),
                handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
    }

    public static ProcessIdentity ofThisProcess() {
        return of(ProcessHandle.current());
    }

    /** The process while it lives, and only if the number still belongs to it. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> !isZombie())
                .filter(this::startedAtTheSameTime);
    }

    @JsonIgnore
    public boolean isAlive() {
        return find().isPresent();
    }

    public Duration age(Instant now) {
        return Duration.between(Instant.ofEpochMilli(startedAtMillis), now);
    }

    private boolean startedAtTheSameTime(ProcessHandle handle) {
        // Without a start time on either side nothing proves that this is the process meant, so it is left alone
        return startedAtMillis != 0
                && handle.info()
                        .startInstant()
                        .map(start -> Math.abs(start.toEpochMilli() - startedAtMillis) <= TOLERANCE_MILLIS)
                        .orElse(false);
    }

    /** In containers whose first process never reaps, a killed orphan stays listed for ever; Java calls it alive. */
    private boolean isZombie() {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        try {
            String text = Files.readString(stat);
            char state = text.charAt(text.lastIndexOf(')') + 2);
            return state == 'Z' || state == 'X';
        } catch (IOException | IndexOutOfBoundsException e) {
            return false;
        }
    }
}
