package io.ragline.cli.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Starts real shell processes for a test and leaves none behind. */
public final class TestProcesses implements AutoCloseable {

    private final List<Process> started = new ArrayList<>();

    /** Runs a shell script. */
    public Process run(String script) throws IOException {
        Process process = new ProcessBuilder("sh", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        started.add(process);
        return process;
    }

    @Override
    public void close() {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
