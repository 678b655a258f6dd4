package io.ragline.cli.process;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** The signals that services are stopped with. Java itself can send only TERM and KILL. */
public enum Signal {
    TERM,
    /** PostgreSQL's "fast" shutdown: it ends client sessions instead of waiting for them. */
    INT,
    KILL;

    /** Sends this signal; a process that has just ended is fine. */
    public void sendTo(ProcessHandle process) {
        switch (this) {
            case TERM -> process.destroy();
            case KILL -> process.destroyForcibly();
            case INT -> sendByKillCommand(process);
        }
    }

    private void sendByKillCommand(ProcessHandle process) {
        try {
            Process kill = new ProcessBuilder("kill", "-s", name(), Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!kill.waitFor(5, TimeUnit.SECONDS)) {
                kill.destroyForcibly();
            }
        } catch (IOException e) {
            // No kill command: TERM is the nearest that Java can do
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
