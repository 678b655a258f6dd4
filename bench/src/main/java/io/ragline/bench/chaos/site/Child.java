package io.ragline.bench.chaos.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that this one started; it dies with this one, however this one ends short of kill -9. */
public final class Child implements AutoCloseable {
    private static final long LAST_RESORT_SECONDS = 10;

    private final Process process;
    private final Thread reaper;

    private Child(Process process) {
        this.process = process;
        this.reaper = new Thread(process::destroyForcibly, "reaper-" + process.pid());
        Runtime.getRuntime().addShutdownHook(reaper);
    }

    static Child start(List<String> command, Map<String, String> environment, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // settings of a Ragline that runs on this machine must not reach into this one
        builder.environment().keySet().removeIf(name -> name.startsWith("RAGLINE_") || name.startsWith("QUARKUS_"));
        builder.environment().putAll(environment);
        return new Child(builder.start());
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sends a signal by its name: {@code KILL}, {@code STOP}, {@code CONT}, {@code TERM}. */
    void signal(String name) throws IOException, InterruptedException {
        signal(pid(), name);
    }

    static void signal(long pid, String name) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .redirectErrorStream(true)
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("kill -%s %d ended with %d".formatted(name, pid, exit));
        }
    }

    /** Whether the process has ended within that time. */
    boolean awaitEnd(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd(LAST_RESORT_SECONDS);
        try {
            Runtime.getRuntime().removeShutdownHook(reaper);
        } catch (IllegalStateException e) {
            // this process is ending, which is when the hook runs
        }
    }
}
