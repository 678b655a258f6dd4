package io.ragline.worker.extract.child;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Takes what a child prints, so that it never waits for a reader, and logs the beginning of it. */
final class ChildLog {
    private static final System.Logger LOG = System.getLogger(ChildLog.class.getName());
    private static final int MAX_LOGGED = 32 * 1_024;

    private final Process process;
    private int logged;

    ChildLog(Process process) {
        this.process = process;
    }

    void drain() {
        ChildProcess.daemon("extraction-stderr-" + process.pid(), this::read);
    }

    private void read() {
        byte[] buffer = new byte[4 * 1_024];
        try (InputStream stderr = process.getErrorStream()) {
            for (int read = stderr.read(buffer); read >= 0; read = stderr.read(buffer)) {
                log(new String(buffer, 0, read, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The stderr of a killed extraction process was cut off", e);
        }
    }

    private void log(String text) {
        if (logged < MAX_LOGGED) {
            logged += text.length();
            LOG.log(
                    System.Logger.Level.INFO,
                    "extraction process {0}: {1}",
                    Long.toString(process.pid()),
                    text.strip());
        }
    }
}
