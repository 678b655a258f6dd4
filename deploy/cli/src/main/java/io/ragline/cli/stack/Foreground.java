package io.ragline.cli.stack;

import io.ragline.cli.process.ProcessIdentity;
import io.ragline.cli.process.Signal;
import io.ragline.cli.terminal.Terminal;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Ties a Ragline to the command at the terminal: when that ends (Ctrl-C, a closed window, the end of a demo), the
 * supervisor is asked to stop and waited for.
 */
final class Foreground {

    // Longer than the limits of all services together
    private static final Duration LONGEST_STOP = Duration.ofMinutes(3);

    private final Terminal terminal;
    private final boolean staysAttached;
    private volatile @Nullable ProcessIdentity supervisor;

    /** @param staysAttached false when the Ragline is to outlive this command, once it is ready */
    Foreground(Terminal terminal, boolean staysAttached) {
        this.terminal = terminal;
        this.staysAttached = staysAttached;
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    }

    boolean staysAttached() {
        return staysAttached;
    }

    void stopsOnExit(ProcessIdentity process) {
        supervisor = process;
    }

    /** From now on the Ragline lives on without this command. */
    void letGo() {
        supervisor = null;
    }

    /** Stops it now; nothing happens when there is nothing to stop. */
    void stop() {
        ProcessIdentity process = supervisor;
        supervisor = null;
        if (process == null) {
            return;
        }
        process.find().ifPresent(handle -> {
            terminal.print("");
            terminal.print("Stopping Ragline …");
            Signal.TERM.sendTo(handle);
            try {
                handle.onExit().get(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
                terminal.print("Stopped.");
            } catch (TimeoutException | ExecutionException e) {
                terminal.complain(
                        "The supervisor (process %d) does not stop. Try ./ragline down.".formatted(handle.pid()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
