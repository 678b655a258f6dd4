package io.ragline.cli.stack;

import io.ragline.cli.process.LogFile;
import io.ragline.cli.process.ProcessIdentity;
import io.ragline.cli.service.ServiceException;
import io.ragline.cli.stack.StackState.Phase;
import io.ragline.cli.terminal.Terminal;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Brings a Ragline up, shows how it gets there, and takes it down again. */
final class StackLauncher {

    private static final int POLL_MILLIS = 100;

    private final StackSettings settings;
    private final Terminal terminal;
    private final StateFile file;

    /**
     * A Ragline that is ready.
     *
     * @param ours whether this command started it
     */
    record Ready(boolean ours, ProcessIdentity supervisor) {}

    StackLauncher(StackSettings settings, Terminal terminal) {
        this.settings = settings;
        this.terminal = terminal;
        this.file = new StateFile(settings.home());
    }

    /** The state of the Ragline that runs on this home now. */
    Optional<StackState> running() {
        return file.read().filter(StackState::isSupervised);
    }

    /**
     * Starts it unless it runs, and returns when it is ready.
     *
     * @param foreground stops everything if this process ends, now or later
     * @throws ServiceException with the reason when it cannot be started
     */
    Ready bringUp(Foreground foreground) {
        settings.home().prepare();
        Optional<StackState> running = running();
        if (running.isPresent()) {
            return new Ready(false, awaitOther(running.get().supervisor()));
        }
        Process process = new SupervisorStarter(settings).start(foreground.staysAttached());
        ProcessIdentity supervisor = ProcessIdentity.of(process.toHandle());
        foreground.stopsOnExit(supervisor);
        StartDisplay display = new StartDisplay(terminal, Clock.systemUTC());
        while (!diesWithinPoll(process)) {
            Optional<StackState> state = stateOf(supervisor);
            state.ifPresent(display::show);
            if (state.filter(now -> now.phase() == Phase.READY).isPresent()) {
                return new Ready(true, supervisor);
            }
        }
        if (process.exitValue() == SuperviseCommand.ALREADY_RUNNING) {
            return running()
                    .map(other -> new Ready(false, awaitOther(other.supervisor())))
                    .orElseThrow(() -> new ServiceException("Another command holds the lock of %s. Try again."
                            .formatted(settings.home().path())));
        }
        throw new ServiceException(reasonOfEnd(supervisor));
    }

    private ProcessIdentity awaitOther(ProcessIdentity supervisor) {
        StartDisplay display = new StartDisplay(terminal, Clock.systemUTC());
        while (supervisor.isAlive()) {
            Optional<StackState> state = stateOf(supervisor);
            if (state.filter(now -> now.phase() == Phase.READY).isPresent()) {
                return supervisor;
            }
            state.ifPresent(display::show);
            pause();
        }
        throw new ServiceException(reasonOfEnd(supervisor));
    }

    /** Why a supervisor has ended. */
    String reasonOfEnd(ProcessIdentity supervisor) {
        Optional<StackState> last = stateOf(supervisor);
        if (last.filter(state -> state.phase() == Phase.FAILED).isPresent()) {
            return last.get().reason();
        }
        if (last.filter(state -> state.phase() == Phase.STOPPED).isPresent()) {
            return "Ragline was stopped.";
        }
        LogFile log = new LogFile(settings.home().log(SupervisorStarter.LOG));
        return "The supervisor ended unexpectedly. The end of %s:%n  %s"
                .formatted(log.path(), String.join(System.lineSeparator() + "  ", log.tail(15)));
    }

    Optional<StackState> stateOf(ProcessIdentity supervisor) {
        return file.read().filter(state -> state.supervisor().pid() == supervisor.pid());
    }

    private static boolean diesWithinPoll(Process process) {
        try {
            return process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("Interrupted.", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("Interrupted.", e);
        }
    }
}
