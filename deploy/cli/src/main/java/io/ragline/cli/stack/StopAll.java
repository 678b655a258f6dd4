package io.ragline.cli.stack;

import io.ragline.cli.process.ProcessIdentity;
import io.ragline.cli.process.Signal;
import io.ragline.cli.process.StopPlan;
import io.ragline.cli.service.ServiceException;
import io.ragline.cli.terminal.Terminal;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

/** Stops the Ragline of a home, supervised or not. */
final class StopAll {

    // Longer than the limits of all services together
    private static final StopPlan SUPERVISOR = new StopPlan(Signal.TERM, Duration.ofMinutes(3));

    private StopAll() {}

    /** True when something was stopped. */
    static boolean stop(StackSettings settings, Terminal terminal) {
        StateFile file = new StateFile(settings.home());
        Optional<ProcessIdentity> supervisor =
                file.read().map(StackState::supervisor).filter(ProcessIdentity::isAlive);
        if (supervisor.isPresent()) {
            terminal.print("Stopping Ragline in " + settings.home().path() + " …");
            SUPERVISOR.stop(supervisor.get());
            leftovers(settings, terminal); // There are none unless the supervisor had to be killed
            return true;
        }
        return leftovers(settings, terminal);
    }

    /** Stops what a supervisor that was killed left running. */
    static boolean leftovers(StackSettings settings, Terminal terminal) {
        if (!Files.isDirectory(settings.home().run())) {
            return false;
        }
        try (HomeLock held =
                HomeLock.acquire(settings.home(), Duration.ofSeconds(5)).orElseThrow(() -> taken(settings))) {
            return new StateFile(settings.home())
                    .read()
                    .map(new Leftovers(terminal::print)::stop)
                    .orElse(false);
        }
    }

    private static ServiceException taken(StackSettings settings) {
        return new ServiceException("A Ragline in %s is just starting or stopping. Try again in a moment."
                .formatted(settings.home().path()));
    }
}
